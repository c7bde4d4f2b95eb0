/** The text of the configuration file as the console shows and changes it. */
@NullMarked
package org.eyas.console.settings;

import org.jspecify.annotations.NullMarked;
