package org.eyas.engine.ruletest.file;

import org.jspecify.annotations.Nullable;

/** Identifies one use of a field. {@code evt.arg.fd} and {@code evt.arg[fd]} have equal keys. */
public record FieldUseKey(String name, @Nullable String argument) {}
