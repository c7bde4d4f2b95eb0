package org.eyas.engine.rules.item;

/** A plugin that rules need, with the version as written. */
public record RequiredPlugin(String name, String version) {}
