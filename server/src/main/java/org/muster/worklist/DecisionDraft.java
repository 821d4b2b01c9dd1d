package org.muster.worklist;

import java.util.Optional;
import org.muster.domain.Answer;
import org.muster.domain.CauseCode;
import org.muster.domain.FindingId;

/**
 * What somebody filled in, not checked yet.
 *
 * @param version the version of the finding that he or she was looking at
 * @param decisionsSeen how many decisions on it he or she had before the eyes
 * @param confirmed whether he or she was told what the answer means, and means it
 */
public record DecisionDraft(
    FindingId finding,
    int version,
    int decisionsSeen,
    Optional<Answer> answer,
    Optional<CauseCode> cause,
    String reason,
    boolean confirmed) {}
