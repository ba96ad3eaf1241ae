import type { Socket } from "node:net";
import { reset } from "./reset.ts";
import { Valve } from "./valve.ts";
import type { Ends, Wire } from "./wire.ts";

/** What a connection tells the proxy, and what it asks it. */
export interface ConnectionHost {
  delayMs(): number;
  turned(): void;
  passed(to: "service" | "app", bytes: number): void;
  closed(): void;
}

/** One connection of the app and the one to the service that belongs to it. */
export class Connection {
  readonly requests: Valve;
  readonly answers: Valve;
  readonly #app: Socket;
  readonly #service: Socket;
  readonly #host: ConnectionHost;
  readonly #wire: Wire;
  #speaker: "app" | "service" = "service";
  #ended = 0;

  constructor(app: Socket, service: Socket, host: ConnectionHost, open: (ends: Ends) => Wire) {
    this.#app = app;
    this.#service = service;
    this.#host = host;
    this.requests = new Valve(app, service, (bytes) => host.passed("service", bytes));
    this.answers = new Valve(service, app, (bytes) => host.passed("app", bytes));
    this.#wire = open(this.#ends());
    app.on("data", (chunk: Buffer) => {
      if (this.#speaker === "service") host.turned();
      this.#speaker = "app";
      this.#wire.fromApp(chunk);
    });
    service.on("data", (chunk: Buffer) => {
      this.#speaker = "service";
      this.#wire.fromService(chunk);
    });
    this.#passEnds();
  }

  /** Both sides learn at once that the other is gone. */
  cut(): void {
    this.#forget();
    reset(this.#app);
    reset(this.#service);
  }

  #ends(): Ends {
    return {
      toService: (bytes, passed) => this.requests.push(bytes, this.#host.delayMs(), passed),
      toApp: (bytes, passed) => this.answers.push(bytes, this.#host.delayMs(), passed),
      holdAnswers: () => this.answers.hold("once"),
      holdRequests: () => this.requests.hold("once"),
      cut: () => this.cut(),
      cutApp: () => {
        this.answers.close();
        reset(this.#app);
      },
      cutAfter: (last) => {
        this.requests.push(last, 0);
        reset(this.#app);
        this.#service.end();
        this.#forget();
      },
      endAfter: (last) => {
        this.answers.push(last, 0);
        this.#app.end();
        reset(this.#service);
        this.#forget();
      },
      finish: () => {
        this.requests.push("end", this.#host.delayMs());
        this.answers.push("end", this.#host.delayMs());
      },
    };
  }

  #forget(): void {
    this.requests.close();
    this.answers.close();
  }

  #passEnds(): void {
    const { requests, answers } = this;
    const ended = (valve: Valve) => {
      this.#ended += 1;
      valve.push("end", this.#host.delayMs());
      if (this.#ended === 2 && (requests.held || answers.held)) this.cut();
    };
    this.#app.on("end", () => ended(requests));
    this.#service.on("end", () => ended(answers));
    this.#app.on("error", () => this.cut());
    this.#service.on("error", () => this.cut());
    let open = 2;
    for (const socket of [this.#app, this.#service])
      socket.on("close", () => {
        open -= 1;
        if (open > 0) return;
        this.#forget();
        this.#wire.closed?.();
        this.#host.closed();
      });
  }
}
