package org.eyas.core.ruletest;

import org.jspecify.annotations.Nullable;

/** What tells one use of a field from others: {@code evt.arg.fd} and {@code evt.arg[fd]} are one. */
record FieldKey(String name, @Nullable String argument) {}
