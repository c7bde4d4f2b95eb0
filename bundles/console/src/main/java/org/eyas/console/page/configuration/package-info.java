/** The pages of the configuration file: its text, its keys as forms, and the completion of keys in the editor. */
@NullMarked
package org.eyas.console.page.configuration;

import org.jspecify.annotations.NullMarked;
