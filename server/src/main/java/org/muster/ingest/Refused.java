package org.muster.ingest;

/** How a report that is not taken is answered: by its reason. */
final class Refused {
  private Refused() {}

  static Reply answer(Decoding.Rejected rejected) {
    return switch (rejected.reason()) {
      case NO_TOKEN, UNKNOWN_TOKEN -> Reply.of(401, "Unauthorized", rejected);
      case TOO_LARGE -> Reply.of(413, "Content Too Large", rejected);
      case MALFORMED,
          UNKNOWN_KIND,
          ENCRYPTED,
          MISSING_DEVICE,
          UNKNOWN_DEVICE,
          MISSING_TIME,
          TIME_TOO_OLD,
          TIME_AHEAD,
          PLACE_OUT_OF_RANGE,
          VALUE_OUT_OF_RANGE,
          NO_ASSIGNMENT,
          NOTHING_TO_RECORD,
          NOT_KEPT ->
          Reply.of(400, "Bad Request", rejected);
    };
  }

  /** The clients that send JSON by OsmAnd are told of an unknown device by 404. */
  static Reply answerByJson(Decoding.Rejected rejected) {
    return rejected.reason() == Reason.UNKNOWN_DEVICE
        ? Reply.of(404, "Not Found", rejected)
        : answer(rejected);
  }
}
