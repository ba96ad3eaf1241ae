#!/bin/sh
# Installs servers from Debian's packages, as root, without a system service of theirs running now or after the next boot:
# the labs start their own. Arguments: names of packages.
set -eu
mark='# of picking-labs, while it installs servers'
policy=/usr/sbin/policy-rc.d
# One that stands there from an installation that was killed is ours too; anybody else's stays as it is.
if [ ! -e "$policy" ] || grep -qxF "$mark" "$policy"; then
  trap 'rm -f "$policy"' EXIT
  trap 'exit 130' INT TERM HUP
  printf '#!/bin/sh\n%s\nexit 101\n' "$mark" >"$policy"
  chmod 755 "$policy"
fi

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -qq -y --no-install-recommends "$@" >/dev/null
for package in "$@"; do
  case "$package" in
  redis-server) units=redis-server.service ;;
  rabbitmq-server) units='rabbitmq-server.service epmd.service epmd.socket' ;;
  *) continue ;;
  esac
  if command -v systemctl >/dev/null; then
    for unit in $units; do systemctl disable "$unit" >/dev/null 2>&1 || true; done
  fi
  if command -v update-rc.d >/dev/null; then update-rc.d "$package" disable >/dev/null 2>&1 || true; fi
done
