set -e
total=1
ehco "$total"
