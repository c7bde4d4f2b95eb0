/** The fields, events and plugins that the engine knows, as lists for people and tools: text, Markdown and JSON. */
@NullMarked
package org.eyas.engine.describe;

import org.jspecify.annotations.NullMarked;
