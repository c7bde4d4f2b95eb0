package org.eyas.api.source;

/**
 * What a source is.
 *
 * @param kind the name that {@code engine.kind} selects: "replay"
 * @param eventSource the event source its events belong to: "syscall", "k8s_audit"
 * @param live whether events come from the running machine; a replay is not live and never loses events
 * @param description one line for people
 */
public record SourceInfo(String kind, String eventSource, boolean live, String description) {}
