/** The settings of the engine, read from Configuration Admin. */
@NullMarked
package org.eyas.core.setting;

import org.jspecify.annotations.NullMarked;
