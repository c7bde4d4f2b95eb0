/**
 * The alerts of a loop: the sinks and observers of alerts, the alerts about the engine itself, and the details that
 * are collected for an alert within a budget.
 */
@NullMarked
package org.eyas.engine.alert;

import org.jspecify.annotations.NullMarked;
