/**
 * Reads test files: their tests, the events that are written in them, and the expected alerts. Mistakes are collected
 * with their positions.
 */
@NullMarked
package org.eyas.engine.ruletest.file;

import org.jspecify.annotations.NullMarked;
