# Waits for the end of the test program that started a broker, then ends the broker and removes its folder. Plain POSIX shell.
folder=$1
owner=$2
while [ -d "$folder" ] && kill -0 "$owner" 2>/dev/null; do
    sleep 0.3
done
if [ -f "$folder/pid" ]; then
    kill -9 "$(cat "$folder/pid")" 2>/dev/null
fi
rm -rf "$folder"
