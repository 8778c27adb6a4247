package dev.carrel.server.account.door;

/** Whom one address lets in. */
public enum Door {
    /** Whoever comes; nobody looks at what they show. */
    OPEN,
    /** Whoever shows what this address itself asks for, such as the token of a runner or of a session. */
    OF_ITS_OWN,
    /** Whoever comes; who shows something must be in order, and is then known by it. */
    ANYONE,
    /** As {@link #ANYONE}; a key must be for runs. */
    RUNS,
    /** Whom we know, by themselves or by a key for runs; nobody else, and they are told no more. */
    KNOWN,
    /** Whoever has signed in; no key. */
    SIGNED_IN,
    /** As {@link #SIGNED_IN}, teachers and admins only. */
    TEACHER,
    /** As {@link #SIGNED_IN}, admins only. */
    ADMIN
}
