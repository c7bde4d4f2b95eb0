/** The text of the configuration file as the console may show and change it. */
@NullMarked
package org.eyas.console.settings;

import org.jspecify.annotations.NullMarked;
