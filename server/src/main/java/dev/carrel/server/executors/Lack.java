package dev.carrel.server.executors;

/**
 * What a service elsewhere cannot do.
 *
 * @param field that asks for it
 * @param what it cannot do, after "which"
 * @param remedy what to do about it
 */
record Lack(String field, String what, String remedy) {
    static Lack of(String field) {
        return new Lack(field, "has nothing for the field " + field, "Leave it out.");
    }
}
