package dev.carrel.sandbox;

/**
 * What a slot is made of, for results and for doctor.
 *
 * @param uids how the slot's user ids are kept apart from others': private, subuid or one
 * @param cgroup the version of control groups in force: v1, v2 or none
 * @param devices whose the device nodes are that it shows: own or host
 */
public record SlotFacts(String id, String boxVersion, String uids, String cgroup, String devices) {}
