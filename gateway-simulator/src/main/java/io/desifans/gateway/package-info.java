/** A payment gateway for tests and demos: the real one's HTTP API, hosted page and webhooks, and no money. */
@NullMarked
package io.desifans.gateway;

import org.jspecify.annotations.NullMarked;
