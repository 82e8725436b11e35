#!/bin/bash
# Whether the listener on this port can work: 0 when /readyz answers 200. The image has no curl, and needs none for this.
#   novapos-healthy PORT
set -euo pipefail
exec 3<>"/dev/tcp/127.0.0.1/${1:-8080}"
printf 'GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
IFS=' ' read -r -t 4 _ status _ <&3
[ "$status" = 200 ]
