#!/usr/bin/env bash
# systeminformation 5.33.23, networkInterfaceDefault() on Linux: the name is taken from the fifth word of the line that
# `ip route` prints for the default route. A point-to-point link (PPP, WireGuard, some VPNs) has no gateway, so that line is
# `default dev ppp0 scope link`, and its fifth word is `link`. The call resolves with `link`, which is no interface, instead of
# `ppp0`, and whoever looks up its addresses finds none.
#
# Seen: `link`. Expected by a reader of the documentation ("get name of default network interface"): `ppp0`.
# Ends with 0 while that is so, with 1 when it changes. Needs Linux, Node 20 or newer, npm and its registry.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund systeminformation@5.33.23

# What iproute2 prints on a machine whose only default route is a point-to-point link.
mkdir bin
cat >bin/ip <<'IP'
#!/bin/sh
printf 'default dev ppp0 scope link \n10.64.64.64 dev ppp0 proto kernel scope link src 10.12.3.4 \n'
IP
chmod +x bin/ip

seen=$(PATH="$folder/bin:$PATH" node --eval "require('systeminformation').networkInterfaceDefault().then((name) => console.log(name))")
echo "networkInterfaceDefault() gave: $seen"
if [ "$seen" != link ]; then
  echo 'It was link when this was written: the behaviour has changed.' >&2
  exit 1
fi
