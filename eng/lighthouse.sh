#!/usr/bin/env bash
# Holds the public pages against Lighthouse: each category is to reach 95, on a phone and on a desktop.
# Needs Node with npx, and a Chromium (CHROME_PATH, /usr/bin/chromium where it is not set). Publishes, serves the demo and cleans up.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly wanted=95 version=13
export CHROME_PATH=${CHROME_PATH:-/usr/bin/chromium}
work=$(mktemp -d)
server=
cleanup() {
    [[ -z $server ]] || kill "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT

dotnet publish CareOps.Web -c Release -o "$work/app" --nologo -v quiet
export CareOps__DataDirectory="$work/data" ASPNETCORE_ENVIRONMENT=Production Logging__LogLevel__Default=Warning
export CareOps__RateLimits__Public=0
site=http://127.0.0.1:5089
dotnet "$work/app/CareOps.Web.dll" demo --password "$(head -c 18 /dev/urandom | base64)" >"$work/demo.log"
dotnet "$work/app/CareOps.Web.dll" --urls "$site" >"$work/server.log" 2>&1 &
server=$!
until curl -sf "$site/health/ready" >/dev/null; do
    kill -0 "$server" # ended: its log says why
    sleep 0.2
done

# The first link of a page that matches; addresses in a page have their ampersands escaped.
link() {
    local page
    page=$(curl -sf "$site$1")
    grep -oE "href=\"$2[^\"]*\"" <<<"$page" | head -1 | sed -E 's/^href="(.*)"$/\1/; s/&amp;/\&/g'
}

service=$(link /book/demo "/book/demo/")
slot=$(link "$service" "[^\"]*[?&]start=")
[[ $slot == \?* ]] && slot="${service%%\?*}$slot"
pages=(/book/demo "$service" "$slot" /contact/demo)
missed=0
printf '%-48s %-8s %11s %13s %14s\n' page on performance accessibility best-practices
for page in "${pages[@]}"; do
    for form in mobile desktop; do
        preset=()
        [[ $form == mobile ]] || preset=(--preset=desktop)
        npx --yes --loglevel=error "lighthouse@$version" "$site$page" "${preset[@]}" --quiet --output=json --output-path="$work/report.json" \
            --only-categories=performance,accessibility,best-practices --chrome-flags="--headless --no-sandbox"
        read -r performance accessibility practices < <(node -p '
            const { categories } = JSON.parse(require("fs").readFileSync(process.argv[1]));
            ["performance", "accessibility", "best-practices"].map(name => Math.round(categories[name].score * 100)).join(" ")' "$work/report.json")
        printf '%-48s %-8s %11s %13s %14s\n' "${page:0:48}" "$form" "$performance" "$accessibility" "$practices"
        for score in "$performance" "$accessibility" "$practices"; do
            ((score >= wanted)) || missed=$((missed + 1))
        done
    done
done

((missed == 0)) || { echo "$missed scores are below $wanted."; exit 1; }
