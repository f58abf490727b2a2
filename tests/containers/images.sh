# The images that a registry would serve, made of Debian's packages and the installed .NET, under the names that the compose files have.
# Sourced by tests/containers/run, which sets $work, $clone and $roots (where the Debian roots are kept).

# mmdebstrap's suite, the folder, and its packages.
debian_root() {
    [ -d "$roots/$1" ] && return
    # From where this machine has its own packages.
    local mirror
    mirror=$(apt-get indextargets --format '$(SITE)' | grep -v security | head -n 1)
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${mirror:?apt has no sources} $1 main" >"$work/$1.list"
    # Beside its place first: an interrupted one must not be taken for whole.
    mmdebstrap --quiet --variant=minbase --include="$2" --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' --customize-hook="${3:-true}" "$1" "$roots/$1.part" "$work/$1.list" >"$work/$1.log" 2>&1 &&
        mv "$roots/$1.part" "$roots/$1" && return
    tail -n 5 "$work/$1.log" >&2
    echo "tests/containers/run cannot run: no Debian root of $1 can be made." >&2
    exit 2
}

# RabbitMQ 4, Caddy and the plugins of Docker are Debian 13's; the libraries of the stand-in for MongoDB are only in Debian 12.
debian_roots() {
    debian_root trixie ca-certificates,libssl3t64,libstdc++6,zlib1g,rabbitmq-server,gosu,caddy \
        'mkdir "$1/plugins" && chroot "$1" sh -c "cd /plugins && apt-get download docker-compose docker-buildx" && for p in "$1"/plugins/*.deb; do dpkg -x "$p" "$1/plugins"; done'
    debian_root bookworm python3-mockupdb,python3-mongomock
    mkdir -p "$work/config/cli-plugins"
    cp "$roots"/trixie/plugins/usr/libexec/docker/cli-plugins/* "$work/config/cli-plugins/"
    export DOCKER_CONFIG=$work/config
}

# The default that a compose file has for a variable.
default_of() { grep -hoE "\\$\{$1:-[^}]*" "$clone/docker-compose.yml" "$clone"/deploy/compose/*.yml | head -n 1 | sed "s/.*:-//"; }

# import <name> <tar options...> -- <docker import options...>
import() {
    local name=$1 what=()
    shift
    while [ "$1" != -- ]; do what+=("$1") && shift; done
    shift
    tar --create --numeric-owner "${what[@]}" | docker import "$@" - "$name" >/dev/null
}

# The files of a folder without the folders, which an archive must not name twice.
files_of() { find "$1" \( -type f -o -type l \) -printf './%P\n'; }

base_images() {
    local trixie=$roots/trixie bookworm=$roots/bookworm files=$work/files
    # What a server takes from Debian's root, and what it has beside it.
    local whole=(-C "$trixie" --exclude=./plugins --exclude=./var/cache --exclude=./usr/bin/caddy .)

    mkdir -p "$files/rabbitmq/usr/local/bin" "$files/rabbitmq/etc/rabbitmq" "$files/python/stand-in" "$files/python/usr/bin" "$files/python/seqsvr/Client"
    cp "$stand_ins/docker-entrypoint.sh" "$files/rabbitmq/usr/local/bin/"
    echo '[rabbitmq_management].' >"$files/rabbitmq/etc/rabbitmq/enabled_plugins"
    import "$(default_of RABBITMQ_IMAGE)" "${whole[@]}" -C "$files/rabbitmq" $(files_of "$files/rabbitmq") -- \
        --change 'ENTRYPOINT ["docker-entrypoint.sh"]' --change 'CMD ["rabbitmq-server"]' --change 'ENV HOME=/var/lib/rabbitmq LC_ALL=C.UTF-8' || return

    cp "$stand_ins"/*.py "$clone/tests/support/mongo-stand-in/mongo_stand_in.py" "$files/python/stand-in/"
    cp "$stand_ins/answers.py" "$files/python/usr/bin/mongosh"
    cp "$stand_ins/answers.py" "$files/python/seqsvr/Client/seqcli"
    local python=(-C "$bookworm" --exclude=./var/cache . -C "$files/python" $(files_of "$files/python"))
    import "$(default_of MONGODB_IMAGE)" "${python[@]}" -- --change 'ENTRYPOINT ["/usr/bin/python3", "/stand-in/mongod.py"]' || return
    import "$(default_of SEQ_IMAGE)" "${python[@]}" -- --change 'ENTRYPOINT ["/usr/bin/python3", "/stand-in/seq.py"]' || return
    import "$(default_of CADDY_IMAGE)" -C "$trixie" --exclude=./plugins --exclude=./var/cache --exclude=./usr/lib/erlang . -- \
        --change 'CMD ["caddy", "run", "--config", "/etc/caddy/Caddyfile"]' --change 'ENV XDG_CONFIG_HOME=/config XDG_DATA_HOME=/data'
}

# The SDK restores from a folder of packages in the image: the build needs no network.
sdk_image() {
    local dotnet files=$work/files/sdk service
    dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
    mkdir -p "$files/root/.nuget/NuGet" "$files/usr/bin"
    for service in cart-adapter order-router wms-adapter sandbox; do
        NUGET_PACKAGES=$files/packages dotnet restore "$clone/services/$service" --arch x64 --verbosity quiet || return
    done
    find "$clone" -type d -name obj -prune -exec rm -rf {} +
    cat >"$files/root/.nuget/NuGet/NuGet.Config" <<-XML
		<configuration><packageSources><clear /><add key="folder" value="/packages" /></packageSources></configuration>
	XML
    ln -s /usr/share/dotnet/dotnet "$files/usr/bin/dotnet"
    import "$(default_of DOTNET_SDK_IMAGE)" -C "$roots/trixie" --exclude=./plugins --exclude=./var/cache --exclude=./usr/lib/erlang --exclude=./usr/lib/rabbitmq . \
        -C "$files" ./root/.nuget ./usr/bin/dotnet ./packages --transform "s,^${dotnet#/},usr/share/dotnet," -C / "${dotnet#/}" -- \
        --change 'ENV APP_UID=1654 NUGET_CERT_REVOCATION_MODE=offline DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=true'
    rm -rf "$files/packages"
}

# As chiseled as Microsoft's: no shell, no zone files; the libraries that .NET loads, and the shared runtimes.
aspnet_image() {
    local dotnet files=$work/files/aspnet library
    dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
    mkdir -p "$files/etc/ssl/certs" "$files/tmp" "$files/usr/share/dotnet" "$files/lib64"
    chmod 1777 "$files/tmp"
    # Their own needs with them, as the loader resolves these.
    chroot "$roots/trixie" sh -c 'ldd /usr/lib/x86_64-linux-gnu/libssl.so.3 /usr/lib/x86_64-linux-gnu/libstdc++.so.6 /usr/lib/x86_64-linux-gnu/libz.so.1 | grep -o "/[^ ]*\.so[^ ]*"; ls /usr/lib/x86_64-linux-gnu/libssl.so.3 /usr/lib/x86_64-linux-gnu/libstdc++.so.6 /usr/lib/x86_64-linux-gnu/libdl.so.2 /usr/lib/x86_64-linux-gnu/libpthread.so.0 /usr/lib/x86_64-linux-gnu/librt.so.1' |
        sort -u | tr -d ':' | while read -r library; do
        install -D "$(realpath "$roots/trixie/$library")" "$files${library/#\/lib\//\/usr\/lib\/}"
    done
    install "$roots"/trixie/usr/lib64/ld-linux-x86-64.so.2 "$files/lib64/"
    ln -s usr/lib "$files/lib"
    cp "$roots/trixie/etc/ssl/certs/ca-certificates.crt" "$files/etc/ssl/certs/"
    printf 'root:x:0:0::/root:/sbin/nologin\napp:x:1654:1654::/home/app:/sbin/nologin\n' >"$files/etc/passwd"
    printf 'root:x:0:\napp:x:1654:\n' >"$files/etc/group"
    cp -r "$dotnet/dotnet" "$dotnet/host" "$dotnet/shared" "$files/usr/share/dotnet/"
    import "$(default_of DOTNET_ASPNET_IMAGE)" -C "$files" . -- --change 'USER 1654' \
        --change 'ENV APP_UID=1654 ASPNETCORE_HTTP_PORTS=8080 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=true DOTNET_RUNNING_IN_CONTAINER=true'
}
