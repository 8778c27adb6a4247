# Compiles a program with the newest Roslyn of the SDK: csharp-build SOURCE...
set -e
home=/usr/share/dotnet
sdk=$home/sdk/$(dotnet --version)
version=$(ls "$home/shared/Microsoft.NETCore.App" | sort -V | tail -n 1)
cat >main.runtimeconfig.json <<J
{"runtimeOptions": {"tfm": "net${version%%.*}.0", "framework": {"name": "Microsoft.NETCore.App", "version": "$version"}}}
J
cat >/tmp/usings.cs <<C
global using System;
global using System.Collections.Generic;
global using System.IO;
global using System.Linq;
global using System.Threading.Tasks;
C
exec dotnet "$sdk/Roslyn/bincore/csc.dll" -nologo -noconfig -nostdlib -optimize+ -nullable:enable -langversion:latest \
    -target:exe -out:main.dll "@$home/references.rsp" /tmp/usings.cs "$@" >&2
