package org.eyas.engine.rules;

/** A plugin that rules need, with the version as written. */
public record RequiredPlugin(String name, String version) {}
