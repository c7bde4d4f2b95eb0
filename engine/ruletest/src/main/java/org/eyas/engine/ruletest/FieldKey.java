package org.eyas.engine.ruletest;

import org.jspecify.annotations.Nullable;

/** Identifies one use of a field. {@code evt.arg.fd} and {@code evt.arg[fd]} have equal keys. */
record FieldKey(String name, @Nullable String argument) {}
