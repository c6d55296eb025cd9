#!/usr/bin/env bash
# What the tests need beyond Python: Chromium, Pango, PostgreSQL, Redis, nginx, w3m, LibreOffice, gettext, Java, a Serbian word list, and the HTML validator
# as a Java archive.
set -euo pipefail

declare -A packages=([psql]=postgresql [chromium]=chromium [msgfmt]=gettext [soffice]=libreoffice-calc-nogui [java]=default-jre-headless [npm]=npm [nginx]=nginx-light [w3m]=w3m [redis-server]=redis-server)
missing=()
for command in "${!packages[@]}"; do
  command -v "$command" >/dev/null || missing+=("${packages[$command]}")
done

[[ -f /usr/share/hunspell/sr_RS.dic ]] || missing+=(hunspell-sr)
/sbin/ldconfig -p | grep -q libpangoft2-1.0 || missing+=(libpango-1.0-0 libpangoft2-1.0-0)

if ((${#missing[@]})); then
  if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    echo "System packages: installing ${missing[*]}…"
    apt-get update -qq >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    # Tests start a server of their own; the package would start one with the machine.
    if [[ " ${missing[*]} " == *" redis-server "* ]]; then systemctl disable --quiet redis-server 2>/dev/null || true; fi
  else
    echo "Missing for the tests: ${missing[*]}. Install these packages and run make test again." >&2
    exit 1
  fi
fi

version=26.9.27
if [[ ! -f var/tools/vnu-$version.jar ]]; then
  echo "HTML validator: fetching…"
  mkdir -p var/tools
  archive=$(cd var/tools && npm pack --silent "vnu-jar@$version" 2>/dev/null | tail -n 1)
  tar -xzf "var/tools/$archive" -C var/tools
  find var/tools/package -name vnu.jar -exec mv {} "var/tools/vnu-$version.jar" \;
  rm -rf var/tools/package "var/tools/$archive"
fi
