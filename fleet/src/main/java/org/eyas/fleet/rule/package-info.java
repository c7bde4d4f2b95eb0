/** The rules with {@code scope: fleet}, compiled by the rule language of the engine. */
@NullMarked
package org.eyas.fleet.rule;

import org.jspecify.annotations.NullMarked;
