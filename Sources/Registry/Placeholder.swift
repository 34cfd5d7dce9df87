import Dossier
