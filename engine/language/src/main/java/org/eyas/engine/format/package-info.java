/** Output templates: the text and the fields of an alert. */
@NullMarked
package org.eyas.engine.format;

import org.jspecify.annotations.NullMarked;
