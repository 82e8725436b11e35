#!/bin/sh
# Gives each login role the password in the file of its name. Run after `novapos migrate`, which makes the roles without one; safe to run again,
# which is also how a password is changed. The role that migrates is named by PGUSER and the other variables of libpq.
#   ADMIN_PASSWORD_FILE   where its password is
#   ROLE_PASSWORDS        a folder: a file novapos_order with the password of that role, and so on
set -eu
PGPASSWORD=$(cat "${ADMIN_PASSWORD_FILE:?}")
export PGPASSWORD
for FILE in "${ROLE_PASSWORDS:?}"/*; do
  ROLE=$(basename "$FILE")
  [ -s "$FILE" ] || { echo "$FILE is empty" >&2; exit 1; }
  export FILE ROLE
  # psql reads the file itself: the password is in no process's arguments.
  psql -X -q -v ON_ERROR_STOP=1 <<'END'
\set role `printf %s "$ROLE"`
\set password `cat "$FILE"`
ALTER ROLE :"role" PASSWORD :'password';
END
  echo "The password of $ROLE is set."
done
