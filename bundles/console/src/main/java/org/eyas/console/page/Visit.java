package org.eyas.console.page;

import org.eyas.console.access.Request;
import org.eyas.console.access.Session;

/** A request of a user who is logged in. */
record Visit(Request request, Session session) {
  String parameter(String name) {
    return request.parameter(name);
  }

  String who() {
    return "console:" + session.user() + " from " + request.from();
  }
}
