package org.eyas.engine.loop;

import org.eyas.engine.stateful.StatefulRuleFigures;

/**
 * The figures of the rules over several sources.
 *
 * @param waiting the events that wait for earlier events of other sources
 * @param dropped the events for which the queue had no room
 * @param early the events that were evaluated before the wait was over, because the queue had no room
 * @param late the events that arrived after a later event was evaluated
 * @param ahead the events whose time was more than a second later than the clock of this machine when they arrived
 */
public record JoinFigures(StatefulRuleFigures memory, long waiting, long dropped, long early, long late, long ahead) {
  /** The figures before the first event. */
  public static final JoinFigures NONE = new JoinFigures(StatefulRuleFigures.NONE, 0, 0, 0, 0, 0);

  /** The effects of a full queue, as text for people. */
  String overload() {
    return ("Too many events match steps of rules over several sources: %d were dropped and %d were evaluated before earlier events of"
        + " other sources could come, since the start. Such rules can miss a match. Make the conditions of their steps"
        + " narrower, or lower eyas.rules.join_wait_s.").formatted(dropped, early);
  }

  /** The effect of clocks that differ, as text for people. */
  String wrongClock() {
    return ("%d events for rules over several sources had a time more than a second later than the clock of this machine; they count when"
        + " they arrived. Such rules can see steps in the wrong order. Synchronize the clocks of this machine and of the API servers with"
        + " NTP.").formatted(ahead);
  }
}
