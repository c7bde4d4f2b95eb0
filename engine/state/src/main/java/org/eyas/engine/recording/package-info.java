/**
 * Writes captures when a rule fires or a person requests one: .scap files with the state of that moment and the events
 * after it.
 */
@NullMarked
package org.eyas.engine.recording;

import org.jspecify.annotations.NullMarked;
