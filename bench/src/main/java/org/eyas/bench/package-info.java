/** What an event costs: whole captures through the engine, measured by JMH. */
@NullUnmarked
package org.eyas.bench;

import org.jspecify.annotations.NullUnmarked;
