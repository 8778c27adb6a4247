package dev.carrel.server.blob;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** People's projects, in a folder and under a bound of their own: what programs made takes no room from them. */
@Component
class ProjectFolder extends BlobFolder implements ProjectBlobs {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectFolder.class);

    ProjectFolder(BlobConfig config) {
        super(
                config.folder().resolve(PROJECTS),
                config.mostOfProjects(),
                config.spare(),
                "The files of people's projects");
    }

    @Override
    public boolean has(BlobKey key) {
        return Files.isRegularFile(place(key), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void drop(BlobKey key) {
        long size = size(place(key));
        if (deleted(place(key))) {
            hold(-size);
        }
    }

    private static boolean deleted(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted: {}", file, e.getMessage());
            return false;
        }
    }

    @Override
    public List<BlobKey> keptBefore(BlobGroup group, Instant time) {
        List<BlobKey> old = new ArrayList<>();
        for (String name : names(place(group))) {
            Path file = place(group).resolve(name);
            if (touched(file).isBefore(time)) {
                if (BlobKey.isHash(name)) {
                    old.add(new BlobKey(group, name));
                } else {
                    deleted(file);
                }
            }
        }
        return old;
    }

    @Override
    public String name() {
        return "projects";
    }
}
