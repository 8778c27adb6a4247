package dev.carrel.runner.root;

import dev.carrel.protocol.Bytes;
import dev.carrel.runner.supply.Archive;
import dev.carrel.runner.supply.Download;
import dev.carrel.runner.supply.InstallException;
import dev.carrel.runner.supply.Tool;
import dev.carrel.runner.supply.Unpacking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Unpacks packages into a folder that a program can live in.
 *
 * <p>No package's own install script is run: what of their work a root needs (links of alternatives, the linker's
 * cache, compiled Python) the manifest names or stands here. Prepare commands run in a user namespace without network
 * that has the unfinished root as its root.
 */
final class RootBuilder {
    /** Help texts and what only a running system has; a package's licence stays. */
    private static final List<String> PRUNE = List.of(
            "usr/share/{man,info,locale,lintian,bug,menu,doc-base,bash-completion,pixmaps,applications}",
            "usr/share/doc/*/{[!c],c[!o]}*",
            "{boot,home,media,mnt,opt,root,run,srv,sys}",
            "etc/{init.d,cron.*,default,systemd,logrotate.d,X11,skel}");

    private static final Map<String, String> ETC =
            Map.of("passwd", """
            root:x:0:0:root:/root:/bin/sh
            learner:x:1000:1000:learner:/tmp:/bin/sh
            nobody:x:65534:65534:nobody:/nonexistent:/bin/false
            """, "group", """
            root:x:0:
            learner:x:1000:
            nogroup:x:65534:
            """, "hosts", """
            127.0.0.1 localhost carrel
            ::1 localhost
            """, "nsswitch.conf", """
            passwd: files
            group: files
            hosts: files
            services: files
            protocols: files
            """);

    private static final List<String> DEVICES = List.of("null", "zero", "random", "urandom");
    private static final String WITH_DEVICES = "for device in " + String.join(" ", DEVICES)
            + "; do mount --bind /dev/$device \"$0/dev/$device\" || exit; done;"
            + " exec chroot \"$0\" /usr/bin/env -C /tmp \"$@\"";

    private final Manifest manifest;
    private final Host host;
    private final Path root;

    RootBuilder(Manifest manifest, Host host, Path root) {
        this.manifest = manifest;
        this.host = host;
        this.root = root;
    }

    void build(Parts parts) throws InstallException, IOException {
        mergeUsr();
        for (Download download : parts.packages()) {
            unpack(download);
        }
        if (!manifest.fromHost().jdkModules().isEmpty()) {
            linkJdk();
        }
        if (manifest.fromHost().dotnet() > 0) {
            copyDotnet();
        }
        for (Archive archive : manifest.archives()) {
            unpack(archive, parts);
        }
        for (Map.Entry<String, String> file : ETC.entrySet()) {
            write("etc/" + file.getKey(), Bytes.ofText(file.getValue()));
        }
        for (Map.Entry<String, Bytes> file : manifest.files().entrySet()) {
            write(file.getKey(), file.getValue());
        }
        for (Map.Entry<String, String> link : manifest.links().entrySet()) {
            link(link.getKey(), link.getValue());
        }
        Tree.delete(root, PRUNE);
        Tree.delete(root, manifest.prune().stream().map(this::resolved).toList());
        for (String point : List.of("work", "tmp", "proc", "dev")) {
            Files.createDirectories(root.resolve(point));
        }
        for (String device : DEVICES) {
            write("dev/" + device, Bytes.EMPTY);
        }
        Tool.run("Writing the linker's cache of " + manifest.id(), List.of("ldconfig", "-r", root.toString()));
        for (List<String> command : manifest.prepare()) {
            Tool.run("Preparing " + manifest.id(), inside(command));
        }
        Tree.delete(root, List.of("{work,tmp,proc,dev}/*", "var", "root"));
        Tree.readable(root);
    }

    /** Packages ship /bin and /usr/bin alike; as links first, both become one. */
    private void mergeUsr() throws IOException {
        for (String name : List.of("bin", "sbin", "lib", "lib64")) {
            Files.createDirectories(root.resolve("usr").resolve(name));
            Files.createSymbolicLink(root.resolve(name), Path.of("usr", name));
        }
    }

    private void unpack(Download download) throws InstallException {
        Tool.pipe(
                "Unpacking " + download.name(),
                List.of("dpkg-deb", "--fsys-tarfile", download.archive().toString()),
                List.of(
                        "tar",
                        "--extract",
                        "--keep-directory-symlink",
                        "--no-same-owner",
                        "--no-same-permissions",
                        "--directory",
                        root.toString()));
    }

    private void unpack(Archive archive, Parts parts) throws InstallException, IOException {
        Path aside = root.resolveSibling(root.getFileName() + ".archive");
        try {
            new Unpacking(root, aside)
                    .unpack(archive, Objects.requireNonNull(parts.archives().get(archive)));
        } finally {
            Tree.delete(aside);
        }
    }

    private void copyDotnet() throws InstallException, IOException {
        DotnetSdk sdk = host.dotnet().orElseThrow(() -> new InstallException("There is no .NET SDK on this machine."));
        Files.createDirectories(root.resolve("usr/share"));
        Tool.run(
                "Copying the .NET SDK " + sdk.version(),
                List.of(
                        "cp",
                        "--recursive",
                        "--no-dereference",
                        "--preserve=mode",
                        sdk.home().toRealPath().toString(),
                        root.resolve("usr/share/dotnet").toString()));
    }

    private void linkJdk() throws InstallException, IOException {
        Files.createDirectories(root.resolve("usr/lib"));
        Tool.run(
                "Linking the JDK " + host.jdkVersion(),
                List.of(
                        host.jdk().resolve("bin/jlink").toString(),
                        "--add-modules",
                        String.join(",", manifest.fromHost().jdkModules()),
                        "--no-header-files",
                        "--no-man-pages",
                        "--generate-cds-archive",
                        "--output",
                        root.resolve("usr/lib/jvm").toString()));
    }

    private void write(String path, Bytes content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content.toArray());
    }

    private void link(String path, String target) throws IOException {
        Path link = root.resolve(resolved(path));
        Files.createDirectories(link.getParent());
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(resolved(target)));
    }

    private String resolved(String path) {
        return path.replace("{triplet}", host.triplet());
    }

    /** In namespaces of its own, with the root as its root and the devices that every program may expect. */
    private List<String> inside(List<String> command) {
        List<String> argv =
                new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--mount", "--pid", "--net"));
        argv.addAll(List.of("--fork", "--kill-child", "--mount-proc=" + root.resolve("proc")));
        argv.addAll(List.of("sh", "-c", WITH_DEVICES, root.toString(), "PATH=/usr/local/bin:/usr/bin:/bin"));
        argv.addAll(List.of("LANG=C.UTF-8", "LC_ALL="));
        argv.addAll(command);
        return argv;
    }
}
