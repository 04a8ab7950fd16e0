/// What one page leaves behind for the rules of its site; bounded by ``SiteLimits``, whatever the page's size.
public struct SiteFacts: Sendable, Equatable {
    public var isHome = false
    /// The text of the title, white space collapsed, and its element.
    public var title = ""
    public var titleNode: Int32?
    /// What the page says it is about, folded: the `ArticleTitle` of its publishing system, else its only h1.
    public var headline = ""
    public var menus: [Menu] = []
    /// Links drawn as a picture alone, and the search field.
    public var controls: [Control] = []
    public var images: [Image] = []
    /// Links whose text says nothing and around which nothing adds to it.
    public var vagueLinks: [Control] = []
    /// Menus, landmarks and means to get help, in the order of the document.
    public var order: [Mark] = []
    public var hasSearch = false
    public var hasSiteMap = false
    /// How many stops of the Tab key lie before the entrance to a version for older or disabled people; nil without one.
    public var stopsBeforeEntrance: Int?

    public init() {}

    /// A group of links that leads through the site.
    public struct Menu: Sendable, Equatable {
        public var node: Int32
        /// What tells this menu from the others of its page: its id, name or classes.
        public var identity: String
        public var entries: [Entry]
    }

    public struct Entry: Sendable, Hashable {
        /// Folded.
        public var name: String
        /// A hash of the address it leads to.
        public var address: UInt64
    }

    public struct Control: Sendable, Hashable {
        public var node: Int32
        /// Equal for controls that do the same: a hash of the address and the picture.
        public var function: UInt64
        public var name: String
    }

    public struct Image: Sendable, Hashable {
        public var node: Int32
        public var alternative: String
        /// A hash of the address of the picture.
        public var source: UInt64
    }

    /// Something whose place on the page is compared.
    public struct Mark: Sendable, Hashable {
        public var node: Int32
        public var key: String
        public var isHelp: Bool
    }
}

extension SiteFacts {
    /// The elements that findings may be about.
    public var nodes: [NodeID] {
        var found = titleNode.map { [$0] } ?? []
        found += menus.map(\.node) + controls.map(\.node) + images.map(\.node) + vagueLinks.map(\.node)
        found += order.lazy.filter(\.isHelp).map(\.node)
        return Set(found).sorted().map { NodeID($0) }
    }
}

/// Lets the pages of a site share what a template writes on all of them, so that menus are held once.
struct SiteFactsPool {
    private var entries: Set<[SiteFacts.Entry]> = []
    private var controls: Set<[SiteFacts.Control]> = []
    private var images: Set<[SiteFacts.Image]> = []
    private var marks: Set<[SiteFacts.Mark]> = []

    /// The same facts, in memory that equal ones share.
    mutating func shared(_ facts: SiteFacts) -> SiteFacts {
        var facts = facts
        for index in facts.menus.indices {
            facts.menus[index].entries = entries.insert(facts.menus[index].entries).memberAfterInsert
        }
        facts.controls = controls.insert(facts.controls).memberAfterInsert
        facts.images = images.insert(facts.images).memberAfterInsert
        facts.vagueLinks = controls.insert(facts.vagueLinks).memberAfterInsert
        facts.order = marks.insert(facts.order).memberAfterInsert
        return facts
    }
}
