/** Measures the cost of events: whole captures through the engine, with JMH. */
@NullUnmarked
package org.eyas.bench;

import org.jspecify.annotations.NullUnmarked;
