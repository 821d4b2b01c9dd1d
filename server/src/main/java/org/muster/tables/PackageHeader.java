package org.muster.tables;

import java.time.Instant;
import java.util.Optional;

/**
 * What {@code policy.yaml} says.
 *
 * @param from before this instant the policy does not bind; empty where no beginning is known
 * @param until from this instant on it does not bind; empty where it goes on
 * @param supersedes the id of the policy that it takes the place of
 */
public record PackageHeader(
    String id,
    String title,
    String authority,
    String owner,
    Optional<Instant> from,
    Optional<Instant> until,
    Optional<String> supersedes) {}
