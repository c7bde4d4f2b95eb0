package org.eyas.console.page.alert;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import org.eyas.api.history.AlertGroup;

/** The order of groups of alerts in the list. */
enum GroupOrder {
  NEWEST(Comparator.comparingLong(AlertGroup::newest).reversed()),
  COUNT(Comparator.comparingLong(AlertGroup::count).reversed()),
  PRIORITY(Comparator.comparing(AlertGroup::priority));

  /** Equal groups stay in the order of their newest alerts, in which a search returns them. */
  final Comparator<AlertGroup> comparator;

  GroupOrder(Comparator<AlertGroup> comparator) {
    this.comparator = comparator;
  }

  /** The value of the parameter {@code sort} of an address. */
  String parameter() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The order that a parameter names; the newest first if it names none. */
  static GroupOrder of(String parameter) {
    return Arrays.stream(values()).filter(order -> order.parameter().equals(parameter)).findFirst().orElse(NEWEST);
  }
}
