#!/bin/sh
# Makes .venv and installs one locked set of packages into it: `sh requirements/install.sh runtime`.
# Says in one line what to do when that cannot work.
set -u
set_name=$1
log=.venv/install.log

refuse() {
    echo "$1 / $2" >&2
    exit 1
}

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
}

explain() {
    if grep -q 'No space left on device' "$log"; then
        refuse "ディスクの空き容量がありません。1GB以上空けてください。" \
            "no space is left on the disk; free at least 1 GB"
    elif grep -Eqi 'connection|timed out|retries|resolve|No matching distribution' "$log"; then
        refuse "パッケージを取得できません。ネットワークとpipの設定を確認してください（$log）。" \
            "packages cannot be fetched; check the network and pip's configuration (see $log)"
    fi
    refuse "パッケージを入れられません。$log を確認してください。" \
        "packages cannot be installed; see $log"
}

if ! new_enough .venv/bin/python || ! [ -x .venv/bin/pip ]; then
    python=$(find_python)
    [ -n "$python" ] || refuse "Python 3.11以上を入れてください。" "install Python 3.11 or newer"
    "$python" -c 'import ensurepip, venv' 2>/dev/null || refuse \
        "Pythonのvenvを入れてください（Debian・Ubuntu: apt install python3-venv）。" \
        "install Python's venv (Debian, Ubuntu: apt install python3-venv)"
    "$python" -m venv --clear .venv || refuse \
        ".venvを作れません。空き容量とフォルダーの権限を確認してください。" \
        "cannot make .venv; check free space and the folder's permissions"
fi

echo "パッケージを入れています（$set_name）… / installing packages …"
.venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check --prefer-binary \
    --require-hashes -r "requirements/$set_name.txt" >"$log" 2>&1 || explain
touch ".venv/.$set_name-installed" .venv/.runtime-installed # every set holds the runtime
