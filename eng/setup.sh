# Sourced by ./bailey, ./test and ./bench: installs and builds what is missing, and says so before it does.
# Prerequisites: Debian or Ubuntu, .NET SDK 10, Node 20 or newer (for the build only).

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
publish="$root/artifacts/publish"
stamp="$publish/stamp"

say() { printf 'bailey: %s\n' "$*" >&2; }
fail() { say "$*"; exit 69; }

# What the programs need at run time: Debian package, and a file that shows it is there.
system_packages=(
  "bubblewrap /usr/bin/bwrap"                                   # makes the sandbox's namespaces
  "perl-base /usr/bin/perl"                                     # opens the network of bailey exec's programs
  "libseccomp2 libseccomp.so.2"                                 # compiles its system-call filters
  "libssl3t64|libssl3 libssl.so.3"                              # encrypts guests' requests (fetch)
  "ca-certificates /etc/ssl/certs/ca-certificates.crt"          # whom they trust
  "libjavascriptcoregtk-6.0-1 libjavascriptcoregtk-6.0.so.1"    # runs the guests' JavaScript
)

# What the tests need beside that.
test_packages=(
  "chromium /usr/bin/chromium"              # wall 2 is tested in real browsers
  "firefox-esr /usr/bin/firefox-esr"        # the other engine
  "fonts-liberation /usr/share/fonts/truetype/liberation"   # pages are compared by their pixels
  "curl /usr/bin/curl"                      # programs for bailey exec
  "git /usr/bin/git"
  "python3 /usr/bin/python3"
  "libjavascriptcoregtk-bin|libjavascriptcoregtk-4.0-bin /usr/bin/jsc"   # the same engine's shell: the kernel is tested in it, not in Node alone
  "xvfb /usr/bin/Xvfb"                      # displays for programs of bailey exec
  "xserver-xephyr /usr/bin/Xephyr"
  "xwayland /usr/bin/Xwayland"
  "weston /usr/bin/weston"
  "x11-utils /usr/bin/xev"                  # whom somebody may type into
  "libxtst6 libXtst.so.6"                   # who types
  "iproute2 /sbin/ip"                       # a network of the tests' own, for attacks
)

# What ./bench measures beside Bailey, and with what.
bench_packages=(
  "firejail /usr/bin/firejail"              # another sandbox for one command
  "socat /usr/bin/socat"                    # @anthropic-ai/sandbox-runtime needs it
  "ripgrep /usr/bin/rg"                     # the same
  "python3 /usr/bin/python3"                # the client of the egress measurement
)

has_file() {
  case "$1" in
    /*) [ -e "$1" ] ;;
    *) [ -e "/usr/lib/$(uname -m)-linux-gnu/$1" ] || [ -e "/lib/$(uname -m)-linux-gnu/$1" ] || /sbin/ldconfig -p | grep -q "$1" ;;
  esac
}

# Arguments: rows "package file"; of packages joined by | the first that the system's release has.
install_packages() {
  local missing=() row found
  for row in "$@"; do
    has_file "${row#* }" || missing+=("${row%% *}")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    fail "these Debian packages are missing: ${missing[*]//|/ or }. Install them as root: apt-get install ${missing[*]%%|*}"
  fi
  say "installing Debian packages: ${missing[*]}"
  apt-get update -qq >&2 </dev/null || fail "the list of packages could not be read; the lines above say why"
  for row in "${!missing[@]}"; do
    found="$(apt-cache show --no-all-versions ${missing[row]//|/ } 2>/dev/null | awk '$1 == "Package:" { print $2; exit }' || true)"
    missing[row]="${found:-${missing[row]%%|*}}"
  done
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends "${missing[@]}" >&2 </dev/null \
    || fail "the packages could not be installed; the lines above say why"
}

require_build_tools() {
  command -v dotnet >/dev/null || fail "the .NET SDK 10 is missing: install it and try again"
  command -v node >/dev/null && command -v npm >/dev/null || fail "Node (20 or newer) and npm are missing: they build the kernel; install them and try again"
}

install_npm_packages() {
  [ -e "$root/js/node_modules/.package-lock.json" ] && [ ! "$root/js/package-lock.json" -nt "$root/js/node_modules/.package-lock.json" ] && return 0
  say "installing the kernel's npm packages (npm ci, install scripts off)"
  npm ci --prefix "$root/js" --ignore-scripts --no-audit --no-fund --loglevel=error >&2 </dev/null || fail "npm ci failed; the lines above say why"
  touch "$root/js/node_modules/.package-lock.json"
}

publish_programs() {
  local program
  say "building (Release, about a minute the first time)"
  for program in Worker Broker WebHost Tunnel Fetcher Serve Cli; do
    say "  Bailey.$program"
    # What a trimmed program depends on changes with its code; the SDK keeps an older list of it.
    rm -rf "$publish/${program,,}" "$root/artifacts/obj/Bailey.$program"/*/"Bailey.$program.deps.json"
    dotnet publish "$root/programs/Bailey.$program" -c Release -o "$publish/${program,,}" -v quiet --nologo >&2 </dev/null \
      || fail "Bailey.$program does not build; the lines above say why"
  done
  touch "$stamp"
}

# Arguments: the file that says when; then further folders.
is_newer_than_sources() {
  local built="$1"
  shift
  [ -e "$built" ] || return 1
  [ -z "$(find "$root/src" "$root/programs" "$root/js" "$root/Directory.Build.props" "$root/Directory.Packages.props" "$@" \
    -name node_modules -prune -o -type f -newer "$built" -print -quit)" ]
}

is_published() { is_newer_than_sources "$stamp"; }

# What attacks the walls, with its switches that take them down: beside the product, and built only for those who ask for it.
assess_programs=("programs/Bailey.Assess assess" "tests/Bailey.Probes probes" "tests/Bailey.Escapes escapes")

ensure_assess_published() {
  local row
  is_newer_than_sources "$publish/assess/stamp" "$root/tests/Bailey.Probes" "$root/tests/Bailey.Escapes" "$root/tests/Bailey.Realm.Tests" "$root/samples/03-hostile" && return 0
  ensure_sample_packages "$root/samples/03-hostile"
  say "building the attacks"
  for row in "${assess_programs[@]}"; do
    rm -rf "${publish:?}/${row##* }"
    dotnet publish "$root/${row%% *}" -c Release -o "$publish/${row##* }" -v quiet --nologo >&2 </dev/null || fail "${row%% *} does not build; the lines above say why"
  done
  rm -rf "$publish/hostile"
  cp -r "$root/samples/03-hostile" "$publish/hostile"
  touch "$publish/assess/stamp"
}

ensure_published() {
  is_published && return 0
  install_packages "${system_packages[@]}"
  require_build_tools
  install_npm_packages
  publish_programs
}

# A sample comes with its lock file, not with its packages.
ensure_sample_packages() {
  local folder
  for folder in "$@"; do
    folder="$(readlink -f -- "$folder" 2>/dev/null)" || continue
    case "$folder" in
      "$root"/samples/* | "$root"/tests/*) ;;
      *) continue ;;
    esac
    [ -f "$folder" ] && folder="$(dirname "$folder")"
    [ -e "$folder/package-lock.json" ] || continue
    # npm copies the sample's own packages: a change to one of them needs a new copy.
    local installed="$folder/node_modules/.package-lock.json"
    [ -e "$installed" ] && [ -z "$(find "$folder/package-lock.json" "$folder/packages" -newer "$installed" -print -quit 2>/dev/null)" ] && continue
    require_build_tools
    say "installing the npm packages of ${folder#"$root"/} (npm ci, install scripts off)"
    npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error >&2 </dev/null || fail "npm ci failed; the lines above say why"
    touch "$installed"
  done
}
