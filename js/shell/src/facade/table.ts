/**
 * What of the browser's window the page's scripts have. Whatever no row names they do not have: a browser of tomorrow brings nothing new
 * in by itself.
 *
 * `as`: `same` the browser's own object; `interface` the same, made when it is first named; `call` a function, called on the real window; `read` an accessor whose assignment makes it the
 * page's own property; `write` an accessor in both directions; `own` made in `facade.ts`.
 */
export interface Row { readonly names: RegExp | readonly string[]; readonly as: 'same' | 'interface' | 'call' | 'read' | 'write' | 'handler' | 'own'; readonly reason: string }

export const names = (text: string): readonly string[] => text.trim().split(/\s+/);

export const granted: readonly Row[] = [
  { names: names('window self frames globalThis parent top opener frameElement length closed'), as: 'own', reason: 'every name of the window itself is the facade; the windows around it are only there to be written to' },
  { names: names('addEventListener removeEventListener dispatchEvent'), as: 'own', reason: 'inherited from EventTarget, whose methods take the facade for the window' },
  { names: names('setTimeout setInterval'), as: 'own', reason: 'their callbacks get the window as this; text is no code' },
  { names: names('open close stop find print'), as: 'own', reason: 'they give or change windows' },
  { names: names('postMessage'), as: 'own', reason: 'to itself; the origin stays the page\'s' },
  { names: names('event Window'), as: 'own', reason: 'parts of the facade' },
  { names: names('Worker'), as: 'own', reason: 'its script is the shell of workers, which locks down and loads the page\'s one; the policy decides whether there are any' },
  { names: names('UIEvent MouseEvent KeyboardEvent FocusEvent InputEvent CompositionEvent PointerEvent WheelEvent DragEvent TouchEvent TextEvent'), as: 'own', reason: 'their view is the window' },
  { names: names('clearTimeout clearInterval requestAnimationFrame cancelAnimationFrame requestIdleCallback cancelIdleCallback queueMicrotask reportError structuredClone webkitRequestAnimationFrame webkitCancelAnimationFrame'), as: 'call', reason: 'scheduling; their callbacks get no this' },
  { names: names('alert confirm prompt'), as: 'call', reason: 'the frame\'s sandbox decides' },
  { names: names('atob btoa createImageBitmap getComputedStyle getSelection matchMedia'), as: 'call', reason: 'they compute, or look at the page\'s own document' },
  { names: names('fetch'), as: 'call', reason: 'the Content-Security-Policy holds it in the container' },
  { names: names('blur focus moveBy moveTo resizeBy resizeTo scroll scrollBy scrollTo captureEvents releaseEvents'), as: 'call', reason: 'they move the page in its own frame' },
  { names: names('document'), as: 'own', reason: 'the page\'s own document, whose ways to the window are guarded' },
  { names: names('caches crossOriginIsolated crypto customElements history indexedDB isSecureContext localStorage sessionStorage navigator originAgentCluster speechSynthesis styleMedia cookieStore'), as: 'read', reason: 'of the container\'s own origin' },
  { names: names('clientInformation devicePixelRatio external innerHeight innerWidth locationbar menubar navigation offscreenBuffering origin outerHeight outerWidth pageXOffset pageYOffset performance personalbar scheduler screen screenLeft screenTop screenX screenY scrollX scrollY scrollbars statusbar toolbar viewport visualViewport'), as: 'read', reason: 'they tell about the frame and the screen' },
  { names: names('location name status'), as: 'write', reason: 'assigning them is how pages use them; the host page pins where the frame can go' },
  { names: /^on[a-z]+$/, as: 'handler', reason: 'event handlers, called with the facade as this' },
  { names: names('CSS console chrome NodeFilter Intl WeakRef FinalizationRegistry Temporal'), as: 'same', reason: 'values; the page is one party, so what they tell it is no channel' },
  { names: /^(?:HTML|SVG|MathML)\w*$/, as: 'interface', reason: 'elements: the constructors make nothing alone, and the documents make no frames' },
  { names: /^(?:CSS|Style|Font|DOM|XPath|IDB|WebGL|GPU|Media|Animation|Performance|Readable|Writable|Transform|Text|Resize|Intersection|Mutation|Storage|Selection|Highlight|View|Scroll|Keyframe|Blob|File|Form|Url|URL|Canvas|Offscreen|Image|Video|Audio|Touch|Gamepad|Idle|Speech|Toggle|Validity|ByteLength|Count|Compression|Decompression|TimeRanges|Timeline|Named|Node|Offline|Sensor|Geolocation|Permission|Navigation|Screen|Device|History|Clipboard|Data|Document|Custom|Element|Event|Abort|Encoded|Task|Wake|Lock|Picture|Battery|Visual|VTT|Crypto|Subtle|Biquad|Analyser|Channel|Constant|Convolver|Delay|Dynamics|Gain|IIR|Oscillator|Panner|Periodic|Stereo|WaveShaper|BaseAudio|ScriptProcessor|ImageBitmap|DocumentTimeline)\w*$/, as: 'interface', reason: 'interfaces of the page\'s own objects; they reach no other realm. Exceptions are withheld below' },
  { names: names('AbstractRange Attr BarProp BeforeUnloadEvent BroadcastChannel Cache CDATASection CaretPosition CharacterData CharacterBoundsUpdateEvent CloseEvent CloseWatcher CommandEvent Comment CompositionEvent ContentVisibilityAutoStateChangeEvent CookieChangeEvent CookieStore EditContext ErrorEvent EventSource External FeaturePolicy FragmentDirective HashChangeEvent Headers InputDeviceCapabilities InterestEvent Ink Keyboard KeyboardLayoutMap LargestContentfulPaint LayoutShift LayoutShiftAttribution Location MessageChannel MessageEvent MessagePort MimeType MimeTypeArray Navigator NavigateEvent NetworkInformation Observable Option Origin OverconstrainedError PageRevealEvent PageSwapEvent PageTransitionEvent Path2D Plugin PluginArray PopStateEvent ProcessingInstruction ProgressEvent PromiseRejectionEvent QuotaExceededError RadioNodeList Range ReportBody ReportingObserver Request Response Scheduler Scheduling SecurityPolicyViolationEvent ShadowRoot SnapEvent SourceBuffer SourceBufferList StaticRange SubmitEvent Subscriber TrackEvent TransitionEvent TreeWalker UserActivation Viewport VisibilityStateEvent VisibilityStateEntry WebKitCSSMatrix WebKitMutationObserver WebSocket XMLDocument XMLHttpRequest XMLHttpRequestEventTarget XMLHttpRequestUpload XMLSerializer webkitMediaStream webkitURL'), as: 'interface', reason: 'the same, one by one; connections end at the Content-Security-Policy' },
];

/** What browsers have and the page does not. Tried before the rows above. */
export const withheld: readonly Omit<Row, 'as'>[] = [
  { names: names('SharedWorker ServiceWorker ServiceWorkerContainer ServiceWorkerRegistration Worklet AudioWorklet AudioWorkletNode'), reason: 'a worker would be a realm that nobody locked down' },
  { names: /^(?:webkit)?RTC/, reason: 'it connects past the page\'s policy' },
  { names: /^(?:WebTransport|WebSocketStream|WebSocketError)/, reason: 'it connects past what the container forwards' },
  { names: names('fetchLater FetchLaterResult'), reason: 'it asks when nobody looks any more' },
  { names: names('documentPictureInPicture DocumentPictureInPicture DocumentPictureInPictureEvent PictureInPictureWindow'), reason: 'a window of its own is a fresh realm' },
  { names: names('trustedTypes TrustedHTML TrustedScript TrustedScriptURL TrustedTypePolicy TrustedTypePolicyFactory'), reason: 'the one policy is the shell\'s; markup is made harmless without it' },
  { names: names('XSLTProcessor'), reason: 'it makes documents that nothing made harmless' },
  { names: names('fence Fence FencedFrameConfig HTMLFencedFrameElement'), reason: 'a frame is a fresh realm' },
  { names: names('WebAssembly'), reason: 'the page\'s policy compiles no WebAssembly' },
  { names: names('Notification EyeDropper'), reason: 'it shows or sees what lies outside of the frame' },
  { names: names('Sanitizer'), reason: 'markup is made harmless by the shell, always' },
  { names: names('launchQueue LaunchQueue LaunchParams crashReport credentialless webkitRequestFileSystem webkitResolveLocalFileSystemURL queryLocalFonts getScreenDetails showDirectoryPicker showOpenFilePicker showSaveFilePicker requestResize'), reason: 'it reaches what lies outside of the container' },
  { names: names('PerformanceScriptTiming'), reason: 'it names windows' },
];

export const matches = (row: { readonly names: RegExp | readonly string[] }, name: string): boolean =>
  row.names instanceof RegExp ? row.names.test(name) : row.names.includes(name);

export const rowOf = (name: string): Row | undefined => withheldReason(name) === undefined ? granted.find((row) => matches(row, name)) : undefined;
export const withheldReason = (name: string): string | undefined => withheld.find((row) => matches(row, name))?.reason;
