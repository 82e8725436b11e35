# Saying what is being done, and when. Sourced by scripts; does nothing by itself.
begun=$(date +%s)

# A step in plain words, with the minutes since the start.
step() {
  printf '[%s min] %s\n' "$(awk -v s="$(($(date +%s) - begun))" 'BEGIN { printf "%4.1f", s / 60 }')" "$*"
}
