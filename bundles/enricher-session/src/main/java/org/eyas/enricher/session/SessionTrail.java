package org.eyas.enricher.session;

import org.eyas.api.process.AttachmentKey;

/**
 * The object that is attached to each process: the session of the process, the login program that is about to open a
 * session, or the container that the process entered. Processes inherit it. {@link SessionTrailStep} replaces it.
 */
sealed interface SessionTrail permits LoginSession, SessionOpening, EnteredProgram {
  AttachmentKey<SessionTrail> KEY = new AttachmentKey<>("session", SessionTrail.class);
}
