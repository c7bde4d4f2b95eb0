package org.eyas.api.source;

/**
 * Describes an {@link EventSource}.
 *
 * @param kind the name that {@code engine.kind} selects: "replay"
 * @param eventSource the event source that its events belong to, as in the {@code source} of a rule: "syscall", "k8s_audit"
 * @param live true if the events happen now. A live source may lose events; a replay of a file is not live and never loses any
 * @param description one line for people
 */
public record SourceInfo(String kind, String eventSource, boolean live, String description) {}
