package dev.carrel.server.platform.identity;

import java.util.UUID;

/** Who is with whom. */
public interface Company {
    Circle circleOf(UUID person);

    /** As a pupil, or as the teacher. */
    boolean isIn(UUID schoolClass, UUID person);

    boolean teaches(UUID teacher, UUID pupil);
}
