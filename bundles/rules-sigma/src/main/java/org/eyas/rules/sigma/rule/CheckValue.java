package org.eyas.rules.sigma.rule;

/**
 * A value of a check, as written: {@code 777} is the text "777".
 *
 * @param isNull whether it is YAML's null, which stands for a field without a value
 */
public record CheckValue(String text, boolean isNull) {}
