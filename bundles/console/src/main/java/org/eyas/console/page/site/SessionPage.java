package org.eyas.console.page.site;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eyas.console.access.ConsoleSession;
import org.eyas.console.access.ConsoleSessions;
import org.eyas.console.access.SessionRemainder;
import org.eyas.console.page.PageJson;
import org.eyas.console.page.PageReply;

/** The time that the session of a browser still has, for the script that warns its user. Without a session, the answer is 0. */
final class SessionPage {
  static final String PATH = "/session";

  private final ConsoleSessions sessions;

  SessionPage(ConsoleSessions sessions) {
    this.sessions = sessions;
  }

  PageReply answer(Optional<ConsoleSession> session) {
    SessionRemainder left = session.map(sessions::remainder).orElse(SessionRemainder.NONE);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("seconds", left.seconds());
    members.put("extensible", left.extensible());
    members.put("endsSoon", left.endsSoon());
    return PageReply.json(PageJson.of(members));
  }
}
