/** What the engine knows, for people and tools: lists of fields, events and plugins as text, Markdown and JSON. */
@NullMarked
package org.eyas.core.describe;

import org.jspecify.annotations.NullMarked;
