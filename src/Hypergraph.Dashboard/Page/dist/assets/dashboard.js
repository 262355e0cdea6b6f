var I,Xt,Cs,he,$t,We,Yt,Ve,Zt,_t,gt,As,Oe=Symbol.for("pv"),Ke={},je=[],Rs=/^m(i|n|o|s|text|space)$/,vt=Array.isArray,bt=je.slice,ke=Object.assign;function ye(t){t&&t.parentNode&&t.remove()}function Ge(t,e,n){var s,o,i,a={},r=arguments.length;for(i in e)i=="key"?s=e[i]:i=="ref"&&typeof t!="function"?o=e[i]:a[i]=e[i];return r>2&&(a.children=r>3?bt.call(arguments,2):n),Ee(t,a,s,o,null)}function Ee(t,e,n,s,o){var i={type:t,props:e,key:n,ref:s,__k:null,__:null,__b:0,__e:null,__c:null,constructor:Oe,__v:o||++Xt,__i:-1,__u:0};return!o&&I.vnode&&I.vnode(i),i}function Je(t){return t.children}function ce(t,e){this.props=t,this.context=e,this.__g=0}function me(t,e){if(e==null)return t.__&&me(t.__,t.__i+1);for(var n;e<t.__k.length;e++)if((n=t.__k[e])&&n.__e)return n.__e;return typeof t.type!="function"||t.props.__P?null:me(t)}function Is(t){var e,n=t.__v,s=n.__e,o=[],i=[],a=t.__P;a&&((e=ke({constructor:Oe},n)).__v=n.__v+1,I.vnode&&I.vnode(e),yt(a,e,n,t.__n,a.namespaceURI,32&n.__u?[s]:null,o,s||me(n),32&n.__u,i),e.__v=n.__v,e.__.__k[e.__i]=e,on(o,e,i),n.__=n.__e=null,e.__e!=s&&qt(e))}function qt(t){if((t=t.__)&&t.__c&&!t.props.__P)return t.__e=null,t.__k.some(function(e){return e&&(t.__e=e.__e)}),qt(t)}function Jt(t){(8&t.__g||(t.__g|=8,he.push(t),We++))&&$t==I.debounceRendering||(($t=I.debounceRendering)||queueMicrotask)(en)}function en(){try{for(var t,e=1;he.length;)he.length>e&&he.sort(Yt),t=he.shift(),e=he.length,8&t.__g&&Is(t)}finally{(We=he.length)&&($t||queueMicrotask)(en)}}function tn(t,e,n,s,o,i,a,r,c,f,u){var p,h,d,g,y,b,_=s.__k||je,$=e.length;for(c=Ns(n,e,_,c,$),p=0;p<$;p++)(d=n.__k[p])!=null&&(h=~d.__i&&_[d.__i]||Ke,d.__i=p,b=yt(t,d,h,o,i,a,r,c,f,u),g=d.__e,(h.ref!=d.ref||8&h.__u)&&(h.ref&&kt(h.ref,null,d,h),d.ref&&u.push(d.ref,d.__c||g,d)),y=y||g,4&d.__u?(c=nn(d,c,t,!h.__v),h.__e&&(h.__e=null)):typeof d.type=="function"&&b!==void 0?c=b:g&&(c=g.nextSibling),d.__u&=-21);return n.__e=y,c}function Ns(t,e,n,s,o){var i,a,r,c,f,u,p,h,d,g=n.length,y=g,b=0,_=0,$=t.__k=Array(o);for(i=0;i<o;i++)(a=e[i])!=null&&typeof a!="boolean"&&typeof a!="function"?(typeof a!="object"||a.constructor===String?a=$[i]=Ee(null,a):vt(a)?a=$[i]=Ee(Je,{children:a}):a.constructor===Oe&&a.__b?a=$[i]=Ee(a.type,a.props,a.key,a.ref,a.__v):$[i]=a,c=i+b,a.__=t,a.__b=t.__b+1,r=null,~(f=a.__i=Ps(a,n,c,y))&&(y--,(r=n[f])&&(r.__u|=2)),r&&r.__v?(a.__u|=16,f==c-1?b--:f==c+1?b++:f!=c&&(f>c?b--:b++,_=1)):(~f||(o>g?b--:o<g&&b++),typeof a.type!="function"&&(a.__u|=4))):$[i]=null;if(_){for(u=[],p=[],i=0;i<o;i++)if((a=$[i])&&16&a.__u){for(b=0,h=u.length;b<h;)u[d=b+h>>1]<a.__i?b=d+1:h=d;u[b]=a.__i,p[i]=b+1}for(b=u.length;i--;)p[i]&&(p[i]==b?b--:$[i].__u|=4)}if(y)for(i=0;i<g;i++)!(r=n[i])||2&r.__u||(r.__e==s&&(s=me(r)),xt(r,r));return s}function nn(t,e,n,s){var o,i,a,r;if(typeof t.type=="function"){if(t.props.__P)return e;if(o=t.__k)for(i=0;i<o.length;i++)o[i]&&(o[i].__=t,e=nn(o[i],e,n,!1));return e}for(e&&!e.parentNode&&(e=me(t))&&!e.parentNode&&(e=null),a=t.__e,r=e;r&&r.nodeType==8;)r=r.nextSibling;for(a!=r&&(!s&&n.moveBefore&&a.parentNode?n.moveBefore(a,e):n.insertBefore(a,e||null)),e=a;(e=e&&e.nextSibling)&&e.nodeType==8&&!e.data.startsWith("$s"););return e}function Ps(t,e,n,s){var o,i=t.key,a=t.type,r=e[n],c=r&&!(2&r.__u);if(r===null&&i==null||c&&i==r.key&&a==r.type)return n;if(s>(c?1:0)){for(o=n-1;o>=0;o--)if((r=e[o])&&!(2&r.__u)&&i==r.key&&a==r.type)return o;for(o=n+1;o<e.length;o++)if((r=e[o])&&!(2&r.__u)&&i==r.key&&a==r.type)return o}return-1}function Qt(t,e,n){n==null&&(n=""),e[0]=="-"?t.setProperty(e,n):t[e]=n}function Be(t,e,n,s,o){var i,a;if(e=="style")if(typeof n=="string")t.style.cssText=n;else{if(typeof s=="string"&&(t.style.cssText=s=""),s)for(e in s)n&&e in n||Qt(t.style,e);if(n)for(e in n)s&&n[e]==s[e]||Qt(t.style,e,n[e])}else if(e[0]=="o"&&e[1]=="n")typeof n!="function"&&(n=null),typeof s!="function"&&(s=null),(t.__e||(t.__e={}))[e]=n,n&&s||(a=gt[e]||(gt[e]=Ds(e)),(t.__a||(t.__a={}))[e]=_t,i=e!=(e=e.replace(Zt,"$1")),(e=e.slice(2))[0]<"a"&&(e=e.toLowerCase()),n?t.addEventListener(e,a,i):t.removeEventListener(e,a,i));else{if(o=="http://www.w3.org/2000/svg")e=e.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if(e!="width"&&e!="height"&&e!="href"&&e!="list"&&e!="form"&&e!="tabIndex"&&e!="download"&&e!="rowSpan"&&e!="colSpan"&&e!="role"&&e!="popover"&&e in t)try{return void(t[e]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&e[4]!="-"?t.removeAttribute(e):t.setAttribute(e,e=="popover"&&n==1?"":n)}}function Ds(t){return function(e){var n=this.__e;if(n){if(n=n[t],e[Ve]==null)e[Ve]=_t++;else if(e[Ve]<this.__a[t])return;return n(I.event?I.event(e):e)}}}function yt(t,e,n,s,o,i,a,r,c,f){var u,p,h,d,g,y,b,_,$,M,L,K,P,F,H,q,j,U,v=e.type;if(e.constructor!==Oe)return null;128&n.__u&&(c=32&n.__u,u=n.__c.__z)&&(e.__u|=c,p=i=[],u.nodeType==8?r=ze(u,i):i.push(u),r=i[0]||r),(u=I.__b)&&u(e);e:if(typeof v=="function"){h=a.length;try{if(_=e.props,$=(u=v.prototype)&&u.render,M=(u=v.contextType)&&s[u.__c],L=u?M?M.props.value:u.__:s,(d=n.__c)?(e.__c=d,2&d.__g&&(d.__g|=1)):($?e.__c=d=new v(_,L):(e.__c=d=new ce(_,L),d.constructor=v,d.render=Hs),M&&M.sub(d),d.state||(d.state={}),d.__n=s,d.__g|=8,d.__h=[],d.__k=[]),$&&(d.__s||(d.__s=d.state),v.getDerivedStateFromProps&&(d.__s==d.state&&(d.__s=ke({},d.__s)),ke(d.__s,v.getDerivedStateFromProps(_,d.__s)))),g=d.props,y=d.state,d.__v=e,n.__c){if(_!==g&&$&&!v.getDerivedStateFromProps&&d.componentWillReceiveProps&&d.componentWillReceiveProps(_,L),e.__v==n.__v&&!(8&d.__g)||!(4&d.__g)&&d.shouldComponentUpdate&&d.shouldComponentUpdate(_,d.__s,L)===!1){e.__v!=n.__v&&(d.props=_,d.state=d.__s,d.__g&=-9),e.__e=n.__e,e.__k=n.__k,e.__k.some(function(m){m&&(m.__=e)}),je.push.apply(d.__h,d.__k),d.__k=[],d.__h.length&&a.push(d),r=me(n);break e}d.componentWillUpdate&&d.componentWillUpdate(_,d.__s,L),$&&d.componentDidUpdate&&d.__h.push(function(){d.componentDidUpdate(g,y,b)})}else $&&!v.getDerivedStateFromProps&&d.componentWillMount&&d.componentWillMount(),$&&d.componentDidMount&&d.__h.push(d.componentDidMount);d.context=L,d.props=_,d.__P=t,d.__g&=-5,K=I.__r,P=$?25:0;do d.__g&=-9,K&&K(e),u=d.render(d.props,d.state=d.__s,d.context);while(8&d.__g&&++P<25);$&&(je.push.apply(d.__h,d.__k),d.__k=[]),d.state=d.__s,d.getChildContext&&(s=ke({},s,d.getChildContext())),$&&n.__c&&d.getSnapshotBeforeUpdate&&(b=d.getSnapshotBeforeUpdate(g,y)),F=u&&u.type===Je&&u.key==null?u.props.children:u,_.__P&&(u=r,o=(t=_.__P).namespaceURI,c=i=null,n.props&&n.props.__P!=t&&(n.__k.some(function(m){m&&xt(m,m)}),n.__k=null),r=n.__k?me(n,0):null),r=tn(t,vt(F)?F:[F],e,n,s,o,i,a,r,c,f),_.__P&&(e.__e=null,r=u),e.__u&=-161,p&&p.some(ye),d.__h.length&&a.push(d),1&d.__g&&(d.__g&=-4)}catch(m){if(a.length=h,e.__v=null,c||i)if(m&&m.then){if(e.__u|=128|c,i){for(~(j=i.indexOf(r||void 0))||(j=i.length);(U=i[j-1])&&U.nodeType==8;)j--;for(;j<i.length;j++)if(U=i[j])if(i[j]=null,H){if(U==q)break}else{if(U.nodeType!=8)break;U.data.startsWith("$s")&&(q=ze(H=U))}}if(!H){for(;r&&r.nodeType==8&&r.nextSibling;)r=r.nextSibling;H=r}(u=ze(H=e.__c.__z||(e.__c.__z=H)))?(e.__e=H,r=u):e.__e=r,r=r&&r.nextSibling}else i&&i.some(ye);else e.__e=n.__e;e.__k||(e.__k=n.__k||[]),m&&m.then||sn(e),I.__e(m,e,n)}}else r=e.__e=Fs(n.__e,e,n,s,o,i,a,c,f,t);return(u=I.diffed)&&u(e),r}function ze(t,e){if(t&&t.nodeType==8&&t.data.startsWith("$s"))for(var n=1;t=t.nextSibling;){if(t.nodeType==8){if(t.data.startsWith("$s"))n++;else if(t.data.startsWith("/$s")&&!--n)return t}e&&e.push(t)}}function sn(t){t&&(t.__c&&(t.__c.__g|=4),t.__k&&t.__k.some(sn))}function on(t,e,n){for(var s=0;s<n.length;)kt(n[s++],n[s++],n[s++]);I.__c&&I.__c(e,t),t.some(function(o){try{t=o.__h,o.__h=[],t.some(function(i){i.call(o)})}catch(i){I.__e(i,o.__v)}})}function Fs(t,e,n,s,o,i,a,r,c,f){var u,p,h,d,g,y,b,_,$=n.props||Ke,M=e.props,L=e.type;if(L=="svg"?o="http://www.w3.org/2000/svg":L=="math"?o="http://www.w3.org/1998/Math/MathML":o||(o="http://www.w3.org/1999/xhtml"),i){for(u=0;u<i.length;u++)if((g=i[u])&&(L?g.localName==L:g.nodeType==3)){t=g,i[u]=null;break}}if(!t){if(_=f.ownerDocument||document,!L)return _.createTextNode(M);t=_.createElementNS(o,L,M.is?M:f),r&&(I.__m&&I.__m(e,i),r=!1),i=null}if(L){if(f=L=="template"&&t.content||t,i=L=="textarea"&&M.defaultValue!=null?null:i&&bt.call(f.childNodes),!r&&i)for($={},u=0;u<t.attributes.length;u++)$[(g=t.attributes[u]).name]=g.value;for(u in $)g=$[u],u=="dangerouslySetInnerHTML"?h=g:u=="children"||u in M||u=="value"&&"defaultValue"in M||u=="checked"&&"defaultChecked"in M||Be(t,u,null,g,o);for(u in M)g=M[u],u=="children"?d=g:u=="dangerouslySetInnerHTML"?p=g:u=="value"?y=g:u=="checked"?b=g:r&&typeof g!="function"||$[u]===g||Be(t,u,g,$[u],o);p?(r||h&&(p.__html==h.__html||p.__html==t.innerHTML)||(t.innerHTML=p.__html),e.__k=[]):(h&&(t.textContent=""),(L=="foreignObject"||o=="http://www.w3.org/1998/Math/MathML"&&Rs.test(L))&&(o="http://www.w3.org/1999/xhtml"),tn(f,vt(d)?d:[d],e,n,s,o,i,a,i?i[0]:n.__k&&me(n,0),r,c),i&&i.some(ye)),r&&L!="textarea"||(u="value",L=="progress"&&y==null?t.removeAttribute(u):y==null||y===t[u]&&(L!="progress"||y)||Be(t,u,y,$[u],o),u="checked",b!=null&&b!=t[u]&&Be(t,u,b,$[u],o))}else $===M||r&&t.data==M||(t.data=M);return t}function kt(t,e,n,s){try{typeof t=="function"?e?e.__x=t(e)||1:s&&(s=s.__c||s.__e)&&(e=s.__x)&&(s.__x=null,typeof e=="function"?e():t(null)):t.current=e}catch(o){I.__e(o,n)}}function xt(t,e,n){var s,o,i,a;if(I.unmount&&I.unmount(t),!(s=t.ref)||s.current&&s.current!=t.__e||kt(s,null,e,t),s=t.__c){if(s.componentWillUnmount)try{s.componentWillUnmount()}catch(r){I.__e(r,e)}s.__P=s.__n=null}if(s=t.__k)for(a=0;a<s.length;a++)s[a]&&xt(s[a],e,typeof t.type!="function"||n&&!t.props.__P);!n&&(s=t.__c)&&(s=s.__z)&&(o=ze(s,i=[]))&&(s==t.__e&&i.some(ye),ye(o),ye(s)),n||ye(t.__e),t.__e=t.__c=t.__=null}function Hs(t,e,n){return this.constructor(t,n)}function rn(t,e){var n,s,o,i;I.__&&I.__(t,e),e.nodeType==9&&(e=e.documentElement),s=(n=t&&32&t.__u)?null:e.__k,e.__k=Ee(Je,{children:[t]}),o=[],i=[],yt(e,e.__k,s||Ke,Ke,e.namespaceURI,s?null:e.firstChild?bt.call(e.childNodes):null,o,s?s.__e:e.firstChild,n,i),on(o,e.__k,i),e.__k.props.children=null}I={__e:function(t,e,n,s){for(var o,i,a;e=e.__;)if((o=e.__c)&&!(1&o.__g)){o.__g|=4;try{if((a=(i=o.constructor)&&i.getDerivedStateFromError)&&o.setState(i.getDerivedStateFromError(t)),o.componentDidCatch&&(o.componentDidCatch(t,s||{}),a=1),a&&8&o.__g)return void(o.__g|=2)}catch(r){t=r}}throw We=0,t}},Xt=0,Cs=function(t){return t!=null&&t.constructor===Oe},ce.prototype.setState=function(t,e){var n=this.__s;n&&n!=this.state||(n=this.__s=ke({},this.state)),typeof t=="function"&&(t=t(ke({},n),this.props)),t&&(ke(n,t),this.__v&&(e&&this.__k.push(e),Jt(this)))},ce.prototype.forceUpdate=function(t){this.__v&&(this.__g|=4,t&&this.__h.push(t),Jt(this))},ce.prototype.render=Je,he=[],We=0,Yt=function(t,e){return t.__v.__b-e.__v.__b},Ve=Symbol(),Zt=/(PointerCapture)$|Capture$/i,_t=0,gt={},As=0;var Ae,V,wt,an,St=Object.is,Qe=0,$n=[],Tt=[],B=I,ln=B.__b,cn=B.__r,un=B.diffed,dn=B.__c,fn=B.unmount,pn=B.__;function Mt(t,e){B.__h&&B.__h(V,t,Qe||e),Qe=0;var n=V.__H||(V.__H={__:[],__h:[]});return t>=n.__.length&&n.__.push({}),n.__[t]}function T(t){return Qe=1,Us(_n,t)}function Us(t,e,n){var s=Mt(Ae++,2);if(s.t=t,!s.__c&&(s.__=[n?n(e):_n(void 0,e),function(i){var a=(s.__N||s.__)[0],r=s.t(a,i);St(a,r)||(s.__N=[r,s.__[1]],s.__c.setState({}))}],s.__c=V,!V.__f)){V.__f=!0;var o=V.shouldComponentUpdate;V.shouldComponentUpdate=function(i,a,r){var c=this.__H;if(!c)return!0;var f=!1,u=this.props!=i;if(c.__.some(function(h){h.__N&&(f=!0,St(h.__[0],h.__N[0])||(u=!0))}),o){var p=o.call(this,i,a,r);return f?p||u:p}return!f||u}}return s.__}function E(t,e){var n=Mt(Ae++,3);!B.__s&&gn(n.__H,e)&&(n.__P=!0,n.__=t,n.u=e,V.__H.__h.push(n))}function J(t){return Qe=5,z(function(){return{current:t}},[])}function z(t,e){var n=Mt(Ae++,7);return gn(n.__H,e)&&(n.__=t(),n.__H=e),n.__}function Bs(){var t;do{for(;t=Tt.shift();)try{Ce(t)}catch(n){B.__e(n,{__:(t=t.__P)&&t.__v})}for(;t=$n.shift();){var e=t.__H;if(t.__P&&e)try{e.__h.some(Ce),e.__h.some(Lt),e.__h=[]}catch(n){e.__h=[],B.__e(n,t.__v)}}}while(Tt.length)}B.__b=function(t){V=null,ln&&ln(t)},B.__=function(t,e){t&&e.__k&&e.__k.__m&&(t.__m=e.__k.__m),pn&&pn(t,e)},B.__r=function(t){cn&&cn(t),Ae=0;var e=(V=t.__c).__H;e&&(wt==V?V.__h=[]:(e.__h.some(Ce),e.__h.some(Lt),Ae=0),e.__h=[],e.__.some(function(n){n.__N&&(n.__=n.__N),n.u=n.__N=void 0})),wt=V},B.diffed=function(t){un&&un(t);var e=t.__c;e&&e.__H&&(e.__H.__h.length&&mn($n.push(e)),e.__H.__.some(function(n){n.u&&(n.__H=n.u)})),wt=V=null},B.__c=function(t,e){e.some(function(n){try{n.__h.some(Ce),n.__h=n.__h.filter(function(s){return!s.__||Lt(s)})}catch(s){n.__h=[function(){throw s}]}}),dn&&dn(t,e)},B.unmount=function(t){fn&&fn(t);var e,n,s=t.__c;s&&s.__H&&(s.__H.__.some(function(o){try{if(o.__P&&o.__c){if(n===void 0){for(n=t.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}o.__P=n,mn(Tt.push(o))}else Ce(o)}catch(i){e=i}}),s.__H=void 0,e&&B.__e(e,s.__v))};var hn=typeof requestAnimationFrame=="function";function Vs(t){var e,n=function(){clearTimeout(s),hn&&cancelAnimationFrame(e),setTimeout(t)},s=setTimeout(n,35);hn&&(e=requestAnimationFrame(n))}function mn(t){t!=1&&an==B.requestAnimationFrame||((an=B.requestAnimationFrame)||Vs)(Bs)}function Ce(t){var e=V,n=t.__c;typeof n=="function"&&(t.__c=void 0,n()),V=e}function Lt(t){var e=V;t.__c=t.__(),V=e}function gn(t,e){return!t||t.length!=e.length||e.some(function(n,s){return!St(n,t[s])})}function _n(t,e){return typeof e=="function"?e(t):e}var ee=class{constructor(){this.followers=new Set,this.version=0,this.isAwaitingFrame=!1}changed(){this.version++,this.isAwaitingFrame||(this.isAwaitingFrame=!0,requestAnimationFrame(()=>{this.isAwaitingFrame=!1;for(let e of[...this.followers])e()}))}follow(e){return this.followers.add(e),()=>{this.followers.delete(e)}}};function Y(t){let[,e]=T(0);return E(()=>(e(t.version),t.follow(()=>e(t.version))),[t]),t}var Re=class extends Error{constructor(e,n){super(n.detail||n.title||`The server answered with status ${e}.`),this.status=e,this.title=n.title??""}};async function ue(t,e,n=s=>s.json()){let s;try{s=await fetch(`api/${t}`,{cache:"no-store",credentials:"same-origin",...e})}catch(o){throw e?.signal?.aborted?o:new Re(0,{detail:"The server does not answer."})}if(!s.ok)throw new Re(s.status,await zs(s));return s.status===204||s.status===202?void 0:n(s)}async function bn(t){let e=new AbortController;try{await ue(t,{signal:e.signal},()=>{})}finally{e.abort()}}async function zs(t){try{return await t.json()??{}}catch{return{}}}var Et=class extends ee{constructor(){super(),this.value={}}async load(){this.value=await ue("info")??{},this.changed()}},Q=new Et;async function Xe(t,e){try{return await vn(t,e)}catch(n){if(!(n instanceof Re&&n.status===400&&/token/i.test(n.title)))throw n;return await Q.load(),vn(t,e)}}async function vn(t,e){return Q.value.token||await Q.load(),ue(t,{method:"POST",headers:{"Content-Type":"application/json","X-Hypergraph-Token":Q.value.token??""},body:JSON.stringify(e)})}var Ws=["tree","picture","timeline","failures","log","items","questions"];function yn(t){let[e,n=""]=Ks(t.replace(/^#/,""),"?"),s=Object.fromEntries(new URLSearchParams(n)),o=e.split("/");if(o[1]==="run"&&o[2]){let i=o[2].startsWith("stored:"),a=Ws.includes(o[3])?o[3]:i?"questions":"tree";return{key:o[2],view:a,query:s}}return{view:"runs",query:s}}function O(t,e,n={}){let s=new URLSearchParams;for(let[i,a]of Object.entries(n))a!==void 0&&s.set(i,String(a));let o=s.toString();return(t===void 0?"#/":`#/run/${t}/${e}`)+(o&&`?${o}`)}function Ks(t,e){let n=t.indexOf(e);return n<0?[t]:[t.slice(0,n),t.slice(n+1)]}var Ot=class extends ee{constructor(){super(),this.route=yn(location.hash),addEventListener("hashchange",()=>this.read()),addEventListener("popstate",()=>this.read())}read(){this.route=yn(location.hash),this.changed()}go(e,n=!1){e!==location.hash&&(history[n?"replaceState":"pushState"](null,"",e),this.read())}change(e,n=!0){let{key:s,view:o,query:i}=this.route;this.go(O(s,o,{...i,...e}),n)}},N=new Ot;var Ct=class extends ee{constructor(){super(),this.isLost=!1}set(e){let n=e==="lost";this.isLost!==n&&(this.isLost=n,this.changed(),n||Q.load().catch(()=>{}))}},ae=new Ct;var xn=function(t,e,n,s){var o;e[0]=0;for(var i=1;i<e.length;i++){var a=e[i++],r=e[i]?(e[0]|=a?1:2,n[e[i++]]):e[++i];a===3?s[0]=r:a===4?s[1]=Object.assign(s[1]||{},r):a===5?(s[1]=s[1]||{})[e[++i]]=r:a===6?s[1][e[++i]]+=r+"":a?(o=t.apply(r,xn(t,r,n,["",null])),s.push(o),r[0]?e[0]|=2:(e[i-2]=0,e[i]=o)):s.push(r)}return s},kn=new Map;function wn(t){var e=kn.get(this);return e||(e=new Map,kn.set(this,e)),(e=xn(this,e.get(t)||(e.set(t,e=(function(n){for(var s,o,i=1,a="",r="",c=[0],f=function(h){i===1&&(h||(a=a.replace(/^\s*\n\s*|\s*\n\s*$/g,"")))?c.push(0,h,a):i===3&&(h||a)?(c.push(3,h,a),i=2):i===2&&a==="..."&&h?c.push(4,h,0):i===2&&a&&!h?c.push(5,0,!0,a):i>=5&&((a||!h&&i===5)&&(c.push(i,0,a,o),i=6),h&&(c.push(i,h,0,o),i=6)),a=""},u=0;u<n.length;u++){u&&(i===1&&f(),f(u));for(var p=0;p<n[u].length;p++)s=n[u][p],i===1?s==="<"?(f(),c=[c],i=3):a+=s:i===4?a==="--"&&s===">"?(i=1,a=""):a=s+a[0]:r?s===r?r="":a+=s:s==='"'||s==="'"?r=s:s===">"?(f(),i=1):i&&(s==="="?(i=5,o=a,a=""):s==="/"&&(i<5||n[u][p+1]===">")?(f(),i===3&&(c=c[0]),i=c,(c=c[0]).push(2,0,i),i=0):s===" "||s==="	"||s===`
`||s==="\r"?(f(),i=2):a+=s),i===3&&a==="!--"&&(i=4,c=c[0])}return f(),c})(t)),e),arguments,[])).length>1?e:e[0]}var l=wn.bind(Ge);var js=new Intl.NumberFormat("en-US");function x(t){return js.format(t??0)}function A(t,e,n=e+"s"){return`${x(t)} ${t===1?e:n}`}function Ye(t){return t>=1?At(t,100,"s"):t*60>=1?At(t*60,10,"min"):At(t*3600,10,"h")}function At(t,e,n){return`${t<e?t.toFixed(1):x(Math.round(t))}/${n}`}function xe(t){let e=Math.max(0,Math.floor(t/1e3)),n=Math.floor(e/3600),s=`${Rt(Math.floor(e/60)%60)}:${Rt(e%60)}`;return n>0?`${n}:${s}`:s}function G(t){let e=Math.max(0,t);return e<1e3?`${Math.floor(e)} ms`:e<6e4?`${(Math.floor(e/100)/10).toFixed(1)} s`:e<36e5?`${Math.floor(e/6e4)}:${Rt(Math.floor(e/1e3)%60)} min`:`${xe(e)} h`}function Rt(t){return String(t).padStart(2,"0")}var Gs=/^[\x20-\x7e]*$/,Js=/[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff0-\ufffb]|\p{Surrogate}/gu,Qs=/(\p{M}{6})\p{M}+/gu,Xs=/\u001b\[[0-9;:?]*[ -/]*[@-~]/g;function w(t,e=400){let n=Ln(Tn(t),e);return Gs.test(n)?n:Mn(n.replace(/\r\n|[\r\n\t]/g," "))}function Sn(t,e=4e4){return Ln(Tn(t),e).replace(Xs,"").split(/\r\n|\r|\n/).map(n=>n.split("	").map(Mn).join("	")).join(`
`)}function Tn(t){return t==null?"":String(t)}function Ln(t,e){if(t.length<=e)return t;let n=/[\ud800-\udbff]/.test(t[e-2])?e-2:e-1;return t.slice(0,n)+"…"}function Mn(t){return t.replace(Js,"�").replace(Qs,"$1")}var En={pending:{sign:"·",tone:"faint"},waiting:{sign:"·",tone:"faint"},notStarted:{sign:"·",tone:"faint"},running:{sign:"▶",tone:"active"},retrying:{sign:"↻",tone:"held"},done:{sign:"✓",tone:"good"},completed:{sign:"✓",tone:"good"},cached:{sign:"≡",tone:"good"},restored:{sign:"↺",tone:"good"},failed:{sign:"✗",tone:"bad"},partial:{sign:"!",tone:"partial"},paused:{sign:"‖",tone:"held"},question:{sign:"?",tone:"held"},stopped:{sign:"■",tone:"held"},interrupted:{sign:"■",tone:"held"},unknown:{sign:"?",tone:"held"},skipped:{sign:"-",tone:"faint"}},Ys={sign:"•",tone:"faint"};function X(t){return t!==void 0&&Object.hasOwn(En,t)?En[t]:Ys}function de(t){return t==="notStarted"?"not started":w(t??"",40)}function Z(t){return t==="pending"||t==="waiting"||t==="running"||t==="retrying"}function W(t){return t==="running"||t==="waiting"}var It=class extends ee{follow(e){let n=super.follow(e);return this.timer??=setInterval(()=>this.changed(),1e3),()=>{n(),this.followers.size===0&&(clearInterval(this.timer),this.timer=void 0)}}},Zs=new It;function Ze(){Y(Zs)}var qs=new Intl.DateTimeFormat(void 0,{hour:"2-digit",minute:"2-digit",second:"2-digit"}),eo=new Intl.DateTimeFormat(void 0,{day:"numeric",month:"short",hour:"2-digit",minute:"2-digit"}),to=new Intl.DateTimeFormat(void 0,{dateStyle:"full",timeStyle:"long"}),no=new Intl.DateTimeFormat(void 0,{hour:"2-digit",minute:"2-digit",second:"2-digit",fractionalSecondDigits:3}),On=0;function $e(t){let e=te(t);e!==void 0&&(On=e-Date.now())}function ge(){return Date.now()+On}function te(t){let e=t?Date.parse(t):NaN;return Number.isNaN(e)?void 0:e}function Cn(t){let e=te(t);return e===void 0?"":(new Date(e).toDateString()===new Date().toDateString()?qs:eo).format(e)}function An(t){let e=te(t);return e===void 0?"":no.format(e)}function qe(t){let e=te(t);return e===void 0?"":to.format(e)}function S({value:t,class:e="",max:n}){let s=w(t,n);return l`<bdi class=${`text ${e}`} title=${s.length>20?w(t,1e3):void 0}>${s}</bdi>`}function re({value:t,class:e="",label:n}){return l`<pre class=${`lines ${e}`} tabindex="0" role="group" aria-label=${n??"Text"}><bdi>${Sn(t)}</bdi></pre>`}function oe({state:t,class:e=""}){let n=X(t);return l`<span class=${`state tone-${n.tone} ${e}`}><span class="sign" aria-hidden="true">${n.sign}</span>${de(t)}</span>`}function ne({value:t,class:e=""}){return t?l`<time class=${e} dateTime=${t} title=${qe(t)}>${Cn(t)}</time>`:null}function le({started:t,ended:e,isOpen:n,elapsed:s}){let o=te(t),i=te(e);return s!=null?l`<span>${G(s)}</span>`:o===void 0?null:i!==void 0?l`<span>${G(i-o)}</span>`:n?l`<${so} start=${o} />`:null}function so({start:t}){return Ze(),l`<span class="ticking">${xe(ge()-t)}</span>`}function R({error:t,isLoading:e,onRetry:n,children:s}){return t?l`<div class="note problem" role="alert"><p class="tone-bad">${w(t.message,1e3)}</p>
      ${n&&l`<button type="button" data-retry onClick=${n}>Retry</button>`}</div>`:l`<p class="note" role="status">${e?"Loading…":s}</p>`}function Se({label:t,value:e,options:n,onChange:s}){return l`<div class="segments" role="group" aria-label=${t}>
    ${n.map(([o,i])=>l`<button type="button" key=${o} aria-pressed=${String(o===e)} onClick=${()=>s(o)}>${i}</button>`)}
  </div>`}function _e({label:t,value:e,onChange:n,id:s}){let o=J(),i=J();return E(()=>{i.current!==document.activeElement&&(i.current.value=e)},[e]),E(()=>()=>clearTimeout(o.current),[]),l`<input
    class="filter" type="search" ref=${i} id=${s} data-filter aria-label=${t} placeholder=${t} defaultValue=${e} maxlength="500"
    autocomplete="off" spellcheck=${!1}
    onInput=${a=>{let r=a.currentTarget.value;clearTimeout(o.current),o.current=setTimeout(()=>n(r),150)}} />`}function et({title:t,onClose:e,children:n}){let s=J();return E(()=>{s.current.showModal()},[]),l`<dialog ref=${s} aria-label=${t} onClose=${e} onClick=${o=>o.target===s.current&&s.current.close()}>
    <div class="dialog-body">
      <header><h2>${t}</h2><button type="button" class="quiet" aria-label="Close" onClick=${()=>s.current.close()}>✕</button></header>
      ${n}
    </div>
  </dialog>`}var oo=[["/","Go to the filter"],["?","This help"],["1 … 7","The views of a run"],["↑ ↓ Home End","Tree: from row to row"],["← →","Tree: to the row above, or the first below"],["Enter","Tree: details of a node, items of a map"],["+ − 0","Picture and timeline: larger, smaller, all"],["↑ ↓ ← →","Picture and timeline: move"],["[ ]","Picture: previous and next node"],["Enter","Picture: expand or collapse the selected graph"],["Escape","Close the details"]];function Rn({onClose:t,version:e}){return l`<${et} title="Keys" onClose=${t}>
    <dl class="keys">
      ${oo.map(([n,s])=>l`<div><dt>${n.split(" ").map(o=>o==="…"?" … ":l`<kbd>${o}</kbd>`)}</dt><dd>${s}</dd></div>`)}
    </dl>
    ${e&&l`<p class="faint">Version <${S} value=${e} /></p>`}
  <//>`}function ve(t){if(t.defaultPrevented||t.ctrlKey||t.metaKey||t.altKey)return!1;let e=t.target;return!(e instanceof HTMLElement&&(e.matches("input, textarea, select")||e.closest("dialog")))}function Te(t){let e=t??"",n=[],s="";for(let o=0;o<e.length;o++){let i=e[o]==="["?/^\[(\d{1,10})\]/.exec(e.slice(o,o+12)):null;i?(n.push(i[1]),o+=i[0].length-1):(e[o]!=="/"||s!=="")&&(o+=e[o]==="\\"&&o+1<e.length?1:0,s+=e[o])}return{node:s,items:n.join(".")}}function In(t,e,n){let s=new Set(Ie(t,n)),o=e.split("."),i=s.has("")&&o.length>0?`[${o.shift()}]`:"",a="";for(let r of t===""?[]:t.split("/"))a=a===""?r:`${a}/${r}`,i+=(i===""?"":"/")+r.replace(/[/[\]\\]/g,"\\$&"),s.has(a)&&o.length>0&&(i+=`[${o.shift()}]`);return i}function Ie(t,e){let n=e.filter(s=>s.icon==="map"&&Nt(t,s.path)).map(s=>s.path);return[...new Set(n)].sort((s,o)=>s.length-o.length)}function Le(t,e,n){let s=Ie(t,n);return s[Math.min(s.length,e.split(".").length)-1]}function Nt(t,e){return e===""||t===e||t.startsWith(`${e}/`)}function we({model:t,node:e,items:n}){let s=Le(e,n,t.rows),o=w(n,60);return s===void 0?l`<span class="mono">${o}</span>`:l`<a class="mono" data-item-link=${n} aria-label=${`Item ${o}`} href=${O(t.key,"items",{node:s,row:s,order:"index",item:n})}>${o}</a>`}function se(t,{every:e,again:n}={}){let[s,o]=T({path:t,value:void 0,error:void 0,isLoading:!0}),[i,a]=T(0);E(()=>{if(t===void 0)return;let c=new AbortController,f;return u(),()=>{c.abort(),clearTimeout(f)};async function u(){if(document.visibilityState==="visible"||e===void 0)try{let p=await ue(t,{signal:c.signal});o({path:t,value:p,error:void 0,isLoading:!1})}catch(p){if(c.signal.aborted)return;o(h=>({path:t,value:h.path===t?h.value:void 0,error:p,isLoading:!1}))}e!==void 0&&!c.signal.aborted&&(f=setTimeout(u,e))}},[t,e,i,n]);let r=s.path===t;return{value:s.value,error:r?s.error:void 0,isLoading:!r||s.isLoading,reload:()=>a(c=>c+1)}}function Nn({model:t,query:e}){let n=W(t.summary.status)?2e3:void 0,{value:s,error:o,isLoading:i,reload:a}=se(`runs/${t.key}/failures`,{every:n,again:t.summary.status});if(s===void 0)return l`<div class="page"><${R} error=${o} isLoading=${i} onRetry=${a} /></div>`;let r=e.node===void 0?s.groups:s.groups.filter(p=>Nt(p.node,e.node)),c=r.reduce((p,h)=>p+h.count,0),f=Math.max(0,s.total-s.groups.reduce((p,h)=>p+h.count,0)),u=`${A(r.length,"cause")}${f>0?" shown":""}`;return l`<div class="page failures">
    <div class="filters">
      <span role="status" data-failures=${s.total}>${s.total===0?"No failure.":`${A(e.node===void 0?s.total:c,"failure")}, ${u}`}</span>
      ${e.node!==void 0&&l`<span class="chip">Node <${S} class="mono" value=${e.node} />
        <button type="button" class="quiet" aria-label="Show the failures of all nodes" onClick=${()=>N.change({node:void 0})}>✕</button></span>`}
    </div>
    ${o&&l`<${R} error=${o} onRetry=${a} />`}
    ${e.node!==void 0&&r.length===0&&l`<p class="note">No failure of this node.</p>`}
    ${r.map((p,h)=>l`<${io} key=${`${p.node}
${p.type}
${p.message}`} group=${p} model=${t} isOpen=${h<3} />`)}
    ${f>0&&l`<p class="faint" data-omitted=${f}>${A(f,"more failure")} of other causes not shown. The event log has all of them.</p>`}
  </div>`}function io({group:t,model:e,isOpen:n}){let s=w(t.type,200).replace(/^.*\./,""),o=t.message.length>160||/[\r\n]/.test(t.message);return l`<details class="failure" open=${n} data-failure=${t.node} data-count=${t.count}>
    <summary>
      <span class="badge is-bad number">${x(t.count)}</span>
      <span class="failure-title">
        <span><bdi class="strong" title=${w(t.type,400)}>${s}</bdi> <span class="faint">in <${S} class="mono" value=${t.node} /></span></span>
        <${S} class="failure-message" value=${t.message} max=${600} />
      </span>
    </summary>
    <p class="links">
      <a href=${O(e.key,"tree",{node:t.node})}>Tree</a>
      <a href=${O(e.key,"picture",{node:t.node})}>Picture</a>
      <a href=${O(e.key,"log",{node:t.node,kind:"nodeError"})}>Log</a>
    </p>
    ${o&&l`<${re} class="message" value=${t.message} label="Message" />`}
    ${t.samples.map((i,a)=>l`<${ro} key=${a} sample=${i} group=${t} model=${e} />`)}
    ${t.count>t.samples.length&&l`<p class="faint">${A(t.count-t.samples.length,"more failure")} of this cause not shown.</p>`}
  </details>`}function ro({sample:t,group:e,model:n}){return l`<article class="sample" aria-label=${`Failure at ${w(t.path||e.node,80)}`}>
    <p class="sample-place">
      ${!t.items&&l`<${S} class="mono" value=${t.path||e.node} />`}
      ${t.items&&l`<span>item <${we} model=${n} node=${e.node} items=${t.items} /></span>`}
      ${t.label&&l`<${S} value=${t.label} />`}
      <span class="faint"><${ne} value=${t.time} /></span>
    </p>
    ${t.message!==e.message&&l`<${re} class="message" value=${t.message} label="Message" />`}
    ${t.stack&&l`<details class="stack"><summary>Stack</summary><${re} value=${t.stack} label="Stack" /></details>`}
  </article>`}var tt=500,Pn=20;async function ao(t,e,n){let s=Math.max(0,n-n%tt),o=1/0,i=[s];for(let r=tt;i.length<2*Pn;r+=tt)i.push(s-r,s+r);let a=0;for(let r of i){if(r<0||r>=o||a===Pn)continue;a++;let c=await t(r);o=c.total;let f=c.items.findIndex(u=>String(u.index)===e);if(f>=0)return r+f}}function Dn({key:t,row:e,order:n,item:s,status:o}){let i=`${t}
${e}
${n}
${s}
${o}`,[a,r]=T({name:"",offset:void 0});return E(()=>{if(e===void 0||s===void 0)return;let c=new AbortController,f=p=>ue(`runs/${t}/items?${new URLSearchParams({row:e,order:n,offset:String(p),limit:String(tt)})}`,{signal:c.signal}),u=n==="index"&&!s.includes(".")&&Number.parseInt(s,10)||0;return ao(f,s,u).then(p=>c.signal.aborted||r({name:i,offset:p}),()=>c.signal.aborted||r({name:i,offset:void 0})),()=>c.abort()},[i]),e===void 0||s===void 0?{isSearching:!1}:{isSearching:a.name!==i,offset:a.offset}}function Fn(t){let e=J(null),n=J("");return E(()=>{e.current&&n.current!==t&&(n.current=t,e.current.scrollIntoView({block:"center"}))}),e}var Ne=100,Hn=[["failed","Failed first"],["slowest","Slowest"],["index","By index"]],lo=["done","failed","running","paused","stopped","restored"];function Un({model:t,query:e}){let n=t.rows.filter($=>$.icon==="map"),s=e.row??co(e,t.rows)??n[0]?.path,o=Hn.some(([$])=>$===e.order)?e.order:e.item===void 0?"failed":"index",i=Number.parseInt(e.offset,10),{status:a}=t.summary,r=Dn({key:t.key,row:s,order:o,item:i>=0?void 0:e.item,status:a}),c=i>=0?i:r.offset===void 0?0:r.offset-r.offset%Ne,f=new URLSearchParams({row:s??"",order:o,offset:String(c),limit:String(Ne)}),u=W(a)?2e3:void 0,{value:p,error:h,isLoading:d,reload:g}=se(s===void 0||r.isSearching?void 0:`runs/${t.key}/items?${f}`,{every:u,again:a}),y=Fn(`${s} ${e.item} ${c}`);if(s===void 0)return l`<div class="page"><${R}>The run has no map.<//></div>`;let b=$=>N.change({row:s,item:void 0,offset:void 0,...$}),_=p?.total??0;return l`<div class="page items">
    <div class="filters">
      <select aria-label="Map" value=${s} onChange=${$=>b({row:$.currentTarget.value,node:$.currentTarget.value})}>
        ${n.map($=>l`<option key=${$.path} value=${$.path}>${w($.label,60)}${$.path?` (${w($.path,60)})`:""}</option>`)}
      </select>
      <${Se} label="Order" value=${o} options=${Hn} onChange=${$=>b({order:$,item:e.item})} />
      ${e.item!==void 0&&l`<span class="chip">Item <span class="mono">${w(e.item,60)}</span>
        <button type="button" class="quiet" aria-label="Select no item" onClick=${()=>b({order:o,offset:c||void 0})}>✕</button></span>`}
    </div>
    ${h&&l`<${R} error=${h} onRetry=${g} />`}
    ${p===void 0&&!h&&l`<${R} isLoading />`}
    ${!r.isSearching&&r.offset===void 0&&e.item!==void 0&&!(i>=0)&&l`<p class="note tone-held" role="status" data-missing>Item ${w(e.item,60)} was not found. It has not begun, or it is not among those that are listed.</p>`}
    ${p!==void 0&&l`<ul class="counts" aria-label="Items by state" data-total=${_}>
        <li><span class="number strong">${x(_)}</span> ${_===1?"item":"items"}</li>
        ${lo.filter($=>p.counts[$]>0).map($=>l`<li key=${$} class=${`tone-${X($).tone}`}><span class="number strong">${x(p.counts[$])}</span> ${$}</li>`)}
      </ul>
      ${p.items.length===0?l`<${R} isLoading=${d}>${_===0?"No item has begun.":"No item here."}<//>`:l`<div class="table-frame" tabindex="0" role="region" aria-label="Table of items"><table>
            <caption class="unseen">Items of the map</caption>
            <thead><tr><th scope="col" class="number">Item</th><th scope="col">State</th><th scope="col" class="number secondary">Start</th><th scope="col" class="number">Time</th><th scope="col" class="item-links"><span class="unseen">Links</span></th><th scope="col">Label, message</th></tr></thead>
            <tbody>${p.items.map($=>{let M=String($.index),L=M===e.item;return l`<${uo} key=${M} item=${$} index=${M} isWanted=${L} reference=${L?y:void 0}
                link=${O(t.key,"items",{node:s,row:s,order:o,item:M,offset:c||void 0})}
                logLink=${O(t.key,"log",{node:s||void 0,item:M})} />`})}</tbody>
          </table></div>`}
      <div class="pager">
        <button type="button" disabled=${c===0} onClick=${()=>b({order:o,offset:Math.max(0,c-Ne)})}>Previous</button>
        <button type="button" data-next disabled=${c+Ne>=_} onClick=${()=>b({order:o,offset:c+Ne})}>Next</button>
        <span class="faint number">${x(c+Math.min(1,p.items.length))} to ${x(c+p.items.length)} of ${A(_,"item")}</span>
        <a href=${O(t.key,"tree",{node:s})}>Row in the tree</a>
        ${p.counts.failed>0&&l`<a href=${O(t.key,"failures",{node:s||void 0})}>Failures</a>`}
      </div>`}
  </div>`}function co({node:t,item:e},n){if(e===void 0)return t===void 0?void 0:Ie(t,n).at(-1);let s=e.split(".").length;return t===void 0?n.find(o=>o.icon==="map"&&Ie(o.path,n).length===s)?.path:Le(t,e,n)}function uo({item:t,index:e,isWanted:n,reference:s,link:o,logLink:i}){return l`<tr data-item=${e} data-state=${t.state} class=${n?"is-selected":""} aria-current=${n?"true":void 0} ref=${s}>
    <td class="number"><a class="index" href=${o} aria-label=${`Item ${w(e,60)}`}>${fo(e)}</a></td>
    <td><${oe} state=${t.state} /></td>
    <td class="number faint secondary">${t.start===void 0||t.start===null?"":`+${G(t.start)}`}</td>
    <td class="number">${t.duration===void 0||t.duration===null?"":G(t.duration)}</td>
    <td class="item-links"><a href=${i} aria-label=${`Log of item ${w(e,60)}`}>Log</a></td>
    <td class="item-text">${t.label&&l`<${S} value=${t.label} />`} ${t.message&&l`<${S} class="tone-bad" value=${t.message} />`}</td>
  </tr>`}function fo(t){return/^\d+$/.test(t)?x(Number(t)):w(t,60)}function Pe(t){let e="",n=0;for(let s=0;s<t.length;s++){let o=t[s];if(o==='"'){let i=po(t,s);e+=De(t.slice(s,i)),s=i-1}else if(o==="{"||o==="["){let i=/^[{[]\s*[}\]]/.exec(t.slice(s,s+20));e+=i?o+i[0].at(-1):o+Pt(++n),s+=i?i[0].length-1:0}else o==="}"||o==="]"?e+=Pt(--n)+o:o===","?e+=o+Pt(n):o===":"?e+=": ":/\s/.test(o)||(e+=o)}return e}function Bn(t){try{let e=JSON.parse(t);return typeof e=="string"?e:Pe(t)}catch{return Pe(t)}}function De(t){return t.replace(/\\(?:u([0-9a-fA-F]{4})|.)/g,(e,n)=>{let s=n===void 0?"":String.fromCharCode(Number.parseInt(n,16));return s==='"'||s==="\\"?`\\${s}`:s>=" "&&s!==""?s:e})}function po(t,e){let n=e+1;for(;n<t.length&&t[n]!=='"';)n+=t[n]==="\\"?2:1;return Math.min(t.length,n+1)}function Pt(t){return`
`+"  ".repeat(Math.min(40,Math.max(0,t)))}var Dt={nodeStart:"Inputs",nodeEnd:"Outputs",interrupt:"Question",streamingChunk:"Chunk"};function Vn({event:t}){if(t.values===void 0||t.values===null)return null;let e=Ft(t);return l`<details class="values">
    <summary><span class="strong">${e}</span> <bdi class="mono faint">${w(De(t.values),160)}</bdi></summary>
    <${re} value=${Pe(t.values)} label=${e} />
  </details>`}function zn({model:t,row:e}){let{value:n}=Y(Q),s=!!n.includesValues&&e.icon==="node"&&e.path!=="",o=new URLSearchParams({node:e.path,kind:Object.keys(Dt).join(","),limit:"100"}),{value:i}=se(s?`runs/${t.key}/events?${o}`:void 0,{every:Z(e.state)?2e3:void 0,again:`${e.state} ${e.done}`});if(!s||i===void 0)return null;let a=i.events.filter(r=>r.values!==void 0&&r.values!==null&&Te(r.path).node===e.path);return["nodeStart","interrupt","nodeEnd"].map(r=>{let c=a.find(u=>u.kind===r),f=c&&Te(c.path).items;return c&&l`<section key=${r} data-values=${r}>
      <h3>${Ft(c)}${f&&l` <span class="faint">of item ${f}</span>`}</h3>
      <${re} value=${Pe(c.values)} label=${Ft(c)} />
    </section>`})}function Ft(t){return Object.hasOwn(Dt,t.kind)?Dt[t.kind]:"Values"}var ho=200,Ht=[["","All events"],["nodeError","Errors"],["nodeStart,nodeEnd","Nodes"],["nodeAttemptStart,nodeAttemptEnd","Attempts"],["runStart,runEnd,runResumed,stopRequested","Runs"],["routeDecision","Decisions"],["interrupt","Interrupts"],["cacheHit","Cache"],["nodeProgress,streamingChunk","Progress"],["runStoreError","Store"]],Wn={nodeError:"bad",runStoreError:"bad",interrupt:"held",stopRequested:"held",nodeAttemptEnd:"held",runStart:"active",nodeStart:"active",runEnd:"good",nodeEnd:"good",cacheHit:"good"};function Kn({model:t,query:e}){let[n,s]=T(!0),o=W(t.summary.status),i=o&&n&&e.before===void 0,a=new URLSearchParams({limit:String(ho)});for(let $ of["before","kind","node","text"])e[$]&&a.set($,e[$]);let r=e.item===void 0?void 0:Le(e.node??"",e.item,t.rows);r!==void 0&&a.set("text",In(r,e.item,t.rows));let{value:c,error:f,isLoading:u,reload:p}=se(`runs/${t.key}/events?${a}`,{every:i?1e3:void 0,again:t.summary.status}),h=$=>N.change({before:void 0,...$}),d=Ht.some(([$])=>$===(e.kind??""))?Ht:[...Ht,[e.kind,w(e.kind,40)]],g=c?.events??[],y=r===void 0?g:g.filter($=>mo($,e.item)&&$o($,e.text)),b=g.at(-1),_=b!==void 0&&b.number>c.oldest;return l`<div class="page log">
    <div class="filters" role="search" aria-label="Filter of events">
      <${_e} label="Filter by text" value=${e.text??""} onChange=${$=>h({text:$||void 0})} />
      <select aria-label="Kind of events" value=${e.kind??""} onChange=${$=>h({kind:$.currentTarget.value||void 0})}>
        ${d.map(([$,M])=>l`<option key=${$} value=${$}>${M}</option>`)}
      </select>
      ${e.node!==void 0&&e.node!==""&&l`<span class="chip">Node <${S} class="mono" value=${e.node} />
        <button type="button" class="quiet" aria-label="Show the events of all nodes" onClick=${()=>h({node:void 0})}>✕</button></span>`}
      ${r!==void 0&&l`<span class="chip">Item <${we} model=${t} node=${r} items=${e.item} />
        <button type="button" class="quiet" aria-label="Show the events of all items" onClick=${()=>h({item:void 0})}>✕</button></span>`}
      ${o&&l`<label class="check"><input type="checkbox" checked=${i} onChange=${$=>(s($.currentTarget.checked),h({}))} /> Follow the newest</label>`}
    </div>
    ${f&&l`<${R} error=${f} onRetry=${p} />`}
    ${c!==void 0&&c.missed>0&&l`<p class="faint">The first ${A(c.missed,"event")} of the run are no longer kept.</p>`}
    ${y.length===0?!f&&l`<${R} isLoading=${u&&c===void 0}>No event matches.<//>`:l`<ol class="events" reversed aria-label="Events, newest first">
          ${y.map($=>l`<${go} key=${$.number} event=${$} model=${t} />`)}
        </ol>`}
    <div class="pager">
      ${e.before!==void 0&&l`<button type="button" onClick=${()=>h({})}>Newest</button>`}
      ${_&&l`<button type="button" data-older onClick=${()=>N.change({before:b.number},!1)}>Older</button>`}
      ${y.length>0&&l`<span class="faint number">${x(y.at(-1).number)} to ${x(y[0].number)} of ${x(c.newest)}</span>`}
    </div>
  </div>`}function mo(t,e){let{items:n}=Te(t.path);return n===e||n.startsWith(`${e}.`)}function $o(t,e){return!e||`${t.kind}
${t.path}
${t.text}`.toLowerCase().includes(e.toLowerCase())}function go({event:t,model:e}){let n=Object.hasOwn(Wn,t.kind)?Wn[t.kind]:"faint",{node:s,items:o}=Te(t.path);return l`<li data-event=${t.number} data-kind=${t.kind}>
    <time class="number faint" dateTime=${t.time} title=${qe(t.time)}>${An(t.time)}</time>
    <span class=${`event-kind tone-${n}`}>${w(t.kind,40)}</span>
    <span class="event-path">
      ${s!==""&&l`<a class="mono" href=${O(e.key,"tree",{node:s})}><${S} value=${s} /></a>`}
      ${o!==""&&l`<span class="event-item"><span class="faint">item </span><${we} model=${e} node=${s} items=${o} /></span>`}
    </span>
    <bdi class="event-text">${w(t.text,600)}</bdi>
    <${Vn} event=${t} />
  </li>`}var jn={node:"📦",map:"🗺️",nested:"🌳"};function nt(t){return Object.hasOwn(jn,t)?jn[t]:"•"}function fe(t){return t.isTotalGrowing&&Z(t.state)?`${x(t.done)}/…`:t.isTotalAssumed&&(Z(t.state)||t.notStarted>0)?`${x(t.done)}/?`:`${x(t.done)}/${t.isTotalEstimated?"~":""}${x(t.total)}`}function st(t){let e=[],n=(s,o,i)=>s>0&&e.push([o(s),i]);return n(t.failed,s=>`${x(s)} failed`,"bad"),Z(t.state)||n(t.notStarted,s=>`${t.isTotalEstimated?"~":""}${x(s)} not started`,"held"),n(t.paused,s=>`${x(s)} paused`,"held"),n(t.stopped,s=>`${x(s)} stopped`,"held"),t.state!=="cached"&&n(t.cached,s=>`${x(s)} cached`,"faint"),n(t.restored,s=>`↺ ${x(s)} restored`,"good"),n(t.retries,s=>A(s,"retry","retries"),"held"),e}function ot({model:t,row:e,onClose:n,children:s}){let{key:o}=t,i=st(e),a=e.icon==="map";return l`<aside class="details" aria-label="Details of the selected node" data-details=${e.path}
    onKeyDown=${r=>r.key==="Escape"&&n()}>
    <header>
      <h2><span aria-hidden="true">${nt(e.icon)}</span> <${S} value=${e.label} /></h2>
      <button type="button" class="quiet" aria-label="Close the details" onClick=${n}>✕</button>
    </header>
    <dl class="facts">
      <${ie} name="State"><${oe} state=${e.state} /><//>
      <${ie} name="Done"><span class="number">${fe(e)}</span><//>
      ${e.running>0&&l`<${ie} name="Running">${x(e.running)}<//>`}
      ${i.length>0&&l`<${ie} name="Of these">${i.map(([r,c],f)=>l`<span key=${f} class=${`remark tone-${c}`}>${r}</span>`)}<//>`}
      ${e.started&&l`<${ie} name="Started"><${ne} value=${e.started} /><//>`}
      ${e.ended&&l`<${ie} name="Ended"><${ne} value=${e.ended} /><//>`}
      ${(e.ended||e.elapsed>0||e.started&&Z(e.state))&&l`<${ie} name="Time"><${le} started=${e.started} ended=${e.ended} elapsed=${Z(e.state)?void 0:e.elapsed} isOpen=${Z(e.state)} /><//>`}
      ${Z(e.state)&&e.remaining>0&&l`<${ie} name="Remaining">${xe(e.remaining)}<//>`}
      ${e.rate>0&&l`<${ie} name="Rate">${Ye(e.rate)}<//>`}
      ${e.item&&l`<${ie} name="Item"><${S} value=${e.item} /><//>`}
      ${e.isInLoop&&l`<${ie} name="Loop">part of a loop<//>`}
      <${ie} name="Path"><${S} class="mono" value=${e.path||"(the run itself)"} /><//>
    </dl>
    ${e.failure&&l`<h3>First failure</h3><${re} class="tone-bad" value=${e.failure} label="First failure" />`}
    <${zn} model=${t} row=${e} />
    ${s}
    <nav class="links" aria-label="More about this node">
      <a href=${O(o,"tree",{node:e.path})}>Tree</a>
      <a href=${O(o,"picture",{node:e.path})}>Picture</a>
      <a href=${O(o,"timeline",{node:e.path})}>Timeline</a>
      <a href=${O(o,"log",{node:e.path})}>Log</a>
      ${e.failed>0&&l`<a href=${O(o,"failures",{node:e.path})}>Failures</a>`}
      ${a&&l`<a href=${O(o,"items",{row:e.path,node:e.path})}>Items</a>`}
    </nav>
  </aside>`}function ie({name:t,children:e}){return l`<div><dt>${t}</dt><dd>${e}</dd></div>`}var Ut=150;function Gn(t){let[e,n]=T({layout:t,shown:Ut}),s=e.layout===t?e.shown:Ut,o=t?Math.max(t.nodes.length,t.edges.length/2):0;return E(()=>{if(s<o){let i=requestAnimationFrame(()=>n({layout:t,shown:s+Ut}));return()=>cancelAnimationFrame(i)}},[t,s]),s>=o?1/0:s}function Jn(t,e){let[n,s]=T({isBusy:!0});return E(()=>{s(i=>({...i,isBusy:!0}));let o=new Worker(new URL("layout.js",import.meta.url),{type:"module"});return o.onmessage=i=>{s({layout:i.data,isBusy:!1}),o.terminate()},o.onerror=()=>s({isBusy:!1,error:new Error("The graph could not be laid out.")}),o.postMessage({nodes:t.nodes,edges:t.edges,direction:e}),()=>o.terminate()},[t,e]),n}function Me(t){let[e,n]=T({width:0,height:0});return E(()=>{let s=new ResizeObserver(([o])=>{let{width:i,height:a}=o.contentRect;n(r=>r.width===i&&r.height===a?r:{width:i,height:a})});return s.observe(t.current),()=>s.disconnect()},[]),e}var Fe=class extends ce{shouldComponentUpdate(e){return e.node!==this.props.node||!_o(e.row,this.props.row)||e.isSelected!==this.props.isSelected}render({node:e,row:n,isGroup:s,isSelected:o}){let i=n?X(n.state):{sign:"",tone:"none"},{x:a,y:r,width:c,height:f}=e,u=c/2,p=e.isMapped?" ×n":"";return l`<g class=${`shape kind-${e.kind} fill-${i.tone} ${s?"is-group":""} ${o?"is-selected":""}`}
      transform=${`translate(${a},${r})`} data-node=${e.path} data-state=${n?.state}>
      <title>${`${e.title}${n?`: ${de(n.state)}, ${fe(n)}`:""}`}</title>
      ${e.isMapped&&!s&&l`<rect class="outline behind" x="4" y="4" width=${c} height=${f} rx="6" />`}
      <${vo} kind=${s?"function":e.kind} width=${c} height=${f} />
      ${e.isGraph&&!s&&l`<rect class="inner" x="3" y="3" width=${c-6} height=${f-6} rx="4" />`}
      ${s?l`<text class="name" x="12" y="19">${e.name}${p}<tspan class="state-text" dx="8">${Qn(n,i)}</tspan></text>`:l`<text class="name" x=${u} y=${f/2-3} text-anchor="middle">${e.name}${p}</text>
            <text class="state-text" x=${u} y=${f/2+14} text-anchor="middle">${Qn(n,i)}</text>`}
      ${e.isGraph&&l`<g class="toggle" data-toggle=${e.path} transform=${`translate(${c-20},${s?6:f/2-8})`}>
        <title>${s?"Collapse":"Expand"}</title><rect width="16" height="16" rx="3" /><path d=${s?"M4 8 H12":"M4 8 H12 M8 4 V12"} /></g>`}
    </g>`}};function Qn(t,e){if(!t)return"";let n=t.failed>0&&t.total>1?` · ${x(t.failed)} ✗`:"",s=t.total>1||t.icon==="map"?`${fe(t)}${n}`:de(t.state);return`${e.sign} ${s}`}function _o(t,e){return t===e||!!(t?.isSum&&e?.isSum&&t.state===e.state&&t.done===e.done&&t.total===e.total&&t.failed===e.failed)}function vo({kind:t,width:e,height:n}){return t==="ifElse"||t==="route"?l`<polygon class="outline" points=${`0,${n/2} ${e/2},0 ${e},${n/2} ${e/2},${n}`} />`:t==="interrupt"?l`<polygon class="outline" points=${`0,${n/2} 16,0 ${e-16},0 ${e},${n/2} ${e-16},${n} 16,${n}`} />`:l`<rect class="outline" width=${e} height=${n} rx="6" />`}var it=class extends ce{shouldComponentUpdate(e){return e.edge!==this.props.edge||e.isNear!==this.props.isNear}render({edge:e,isNear:n}){let s=e.labelAt;return l`<g class=${`edge ${e.isBranch?"is-branch":""} ${e.isBack?"is-back":""} ${n?"is-near":""}`}>
      <path d=${bo(e.points)} marker-end=${`url(#${n?"arrow-near":"arrow"})`} />
      ${s&&l`<text x=${s.x} y=${s.y} text-anchor="middle" dominant-baseline="central">${e.label}</text>`}
    </g>`}};function bo(t){if(t.length===0)return"";let e=({x:s,y:o})=>`${Math.round(s)},${Math.round(o)}`,n=`M${e(t[0])}`;for(let s=1;s<t.length-1;s++){let o=s===t.length-2?t[s+1]:{x:(t[s].x+t[s+1].x)/2,y:(t[s].y+t[s+1].y)/2};n+=` Q${e(t[s])} ${e(o)}`}return t.length<=2?`${n} L${e(t.at(-1))}`:n}var yo=6.8,Xn=46;function Bt(t){return(t.nodes??[]).reduce((e,n)=>e+1+Bt(n),0)}function Vt(t){return(t.nodes??[]).flatMap(e=>e.nodes?.length?[e.path,...Vt(e)]:[])}function Zn(t,e,n){let s=0;return{nodes:i(t.nodes??[]),edges:Yn(t),size:s};function i(a){return a.map(r=>{let c=!!r.nodes?.length,f=c&&e.has(r.path),u=w(r.name,28),p=ko(r.isMapped?`${u} ×n`:u),h=xo(n({...r,isGraph:c}))*yo,d=Math.max(p,h),g=wo(r.kind,d,c),y={path:r.path,name:u,title:w(r.name,200),kind:r.kind,isMapped:r.isMapped===!0,isGraph:c,isExpanded:f,order:s++,...g};return f&&(y.nodes=i(r.nodes),y.edges=Yn(r),y.headerWidth=p+h+52),y})}}function Yn(t){return(t.edges??[]).map(e=>({...e,label:e.label?w(e.label,24):void 0}))}var rt;function ko(t){return rt===void 0&&(rt=document.createElement("canvas").getContext("2d"),rt.font="600 13px system-ui, sans-serif"),rt.measureText(t).width+6}function xo(t){let e=t?.total??0;return e>1?2*x(e).length+4+(e>9?6:0):12}function wo(t,e,n){return t==="ifElse"||t==="route"?{width:e*1.5+40,height:Xn+24}:{width:e+(t==="interrupt"?48:n?52:24),height:Xn}}function qn(t){let e=new Map,n=new Map;t.forEach((r,c)=>{let f=r.icon==="map"?n:e;f.has(r.path)||f.set(r.path,c)});let s=new Map;return{of:o,find:i};function o(r,c){let f=(r.isMapped?n.get(r.path):void 0)??e.get(r.path)??n.get(r.path);return f!==void 0?c[f]:r.isGraph?a(r.path,c):void 0}function i(r,c){let f=r===void 0?void 0:n.get(r)??e.get(r);return f===void 0?void 0:c[f]}function a(r,c){let f=s.get(r);if(f===void 0&&(f=[],t.forEach((y,b)=>y.path.startsWith(`${r}/`)&&y.icon!=="map"&&f.push(b)),s.set(r,f)),f.length===0)return;let u=f.map(y=>c[y]),p=y=>u.some(b=>b.state===y),h=u.every(y=>y.ended||["done","cached","restored","skipped"].includes(y.state)),d=p("running")||p("retrying")?"running":p("failed")?"failed":p("partial")?"partial":p("paused")?"paused":p("stopped")?"stopped":h?"done":u.some(y=>y.done>0)?"running":"pending",g=y=>u.reduce((b,_)=>b+(_[y]??0),0);return{state:d,done:u.filter(y=>y.done>0&&y.done>=y.total).length,total:u.length,failed:g("failed"),isSum:!0}}}var at=class{constructor(){this.x=0,this.y=0,this.scale=1,this.wasDragged=!1}attach(e,n){this.frame=e,this.svg=n;let s=new Map,o=new AbortController,i=(r,c,f={})=>e.addEventListener(r,c,{signal:o.signal,...f});i("wheel",r=>{r.preventDefault();let c=r.deltaMode===1?16:1;this.zoom(Math.exp(-r.deltaY*c*.0015),this.at(r))},{passive:!1}),i("pointerdown",r=>{r.button===0&&(s.set(r.pointerId,this.at(r)),this.wasDragged=!1)}),i("pointermove",r=>{let c=s.get(r.pointerId);if(c===void 0)return;let f=this.at(r),u=[...s.entries()].filter(([p])=>p!==r.pointerId);if(u.length===1){let p=u[0][1];this.zoom(zt(f,p)/Math.max(1,zt(c,p)),p),this.wasDragged=!0}else{if(!this.wasDragged&&zt(c,f)<4)return;this.wasDragged||(this.wasDragged=!0,e.setPointerCapture(r.pointerId)),this.move(f.x-c.x,f.y-c.y)}s.set(r.pointerId,f)});let a=r=>s.delete(r.pointerId);return i("pointerup",a),i("pointercancel",a),()=>o.abort()}at(e){let n=this.frame.getBoundingClientRect();return{x:e.clientX-n.left,y:e.clientY-n.top}}move(e,n){this.x+=e,this.y+=n,this.apply()}zoom(e,n={x:this.frame.clientWidth/2,y:this.frame.clientHeight/2}){let s=Math.min(4,Math.max(.02,this.scale*e)),o=s/this.scale;this.x=n.x-(n.x-this.x)*o,this.y=n.y-(n.y-this.y)*o,this.scale=s,this.apply()}fit(e,n){if(!e||n.width===0)return;let s=16;this.scale=Math.max(.02,Math.min(Math.max(1.25,n.width/1500),(n.width-s)/(e.width||1),(n.height-s)/(e.height||1))),this.x=(n.width-e.width*this.scale)/2,this.y=(n.height-e.height*this.scale)/2,this.apply()}get isLegible(){return this.scale>=.7}reveal(e,n){this.scale=Math.max(this.scale,.7),this.x=n.width/2-(e.x+e.width/2)*this.scale,this.y=e.height*this.scale>n.height?20-e.y*this.scale:n.height/2-(e.y+e.height/2)*this.scale,this.apply()}apply(){this.svg.parentElement.classList.toggle("is-far",this.scale<.3),this.svg.style.transform=`translate(${this.x.toFixed(1)}px,${this.y.toFixed(1)}px) scale(${this.scale.toFixed(4)})`}};function zt(t,e){return Math.hypot(t.x-e.x,t.y-e.y)}var So=150;function es({model:t,query:e}){let{value:n,error:s,isLoading:o,reload:i}=se(`runs/${t.key}/graph`,{again:t.structure}),a=z(()=>n&&JSON.stringify(n),[n]),r=z(()=>n,[a]);return r===void 0?l`<div class="page"><${R} error=${s} isLoading=${o} onRetry=${i}>There is no picture.<//></div>`:l`<${To} graph=${r} model=${t} query=${e} />`}function To({graph:t,model:e,query:n}){let s=z(()=>Bt(t),[t]),o=z(()=>Vt(t),[t]),[i,a]=T(()=>Lo(o,s,n.node)),[r,c]=T("TB"),f=z(()=>qn(e.rows),[e.structure,e.rows]),u=z(()=>Zn(t,i,v=>f.of(v,e.rows)),[t,i]),{layout:p,isBusy:h,error:d}=Jn(u,r),g=J(null),y=J(null),b=Me(y),_=z(()=>new at,[]);E(()=>_.attach(y.current,g.current),[_]),E(()=>{if(p&&b.width>0){_.fit(p,b);let v=[...p.nodes,...p.groups].find(m=>m.path===n.node);v&&!_.isLegible&&_.reveal(v,b)}},[p,b.width>0,b.height>0]);let $=f.find(n.node,e.rows),M=Gn(p),L=!h&&M>=(p?.nodes.length??0),K=o.length>0;return l`<div class="beside">
    <div class="picture-side">
      <div class="filters">
        <${_e} label="Find a node" value="" onChange=${H} />
        <div class="segments" role="group" aria-label="Zoom">
          <button type="button" aria-label="Larger" title="Larger (+)" onClick=${()=>_.zoom(1.3)}>+</button>
          <button type="button" aria-label="Smaller" title="Smaller (-)" onClick=${()=>_.zoom(1/1.3)}>−</button>
          <button type="button" data-fit title="All (0)" onClick=${()=>_.fit(p,b)}>Fit</button>
        </div>
        <button type="button" aria-label=${r==="TB"?"Draw from left to right":"Draw from top to bottom"} title="Direction" onClick=${()=>c(r==="TB"?"LR":"TB")}>
          <span aria-hidden="true">${r==="TB"?"→":"↓"}</span></button>
        ${K&&l`<div class="segments" role="group" aria-label="Nested graphs">
          <button type="button" onClick=${()=>a(new Set(o))}>Expand all</button>
          <button type="button" onClick=${()=>a(new Set)}>Collapse all</button>
        </div>`}
        <span class="faint" role="status" data-layout=${L?"done":"busy"}>${L?`${x(s)} nodes`:`Laying out ${x(u.size)} nodes…`}</span>
      </div>
      <div class="picture" ref=${y} tabindex="0" role="application" aria-roledescription="picture"
        aria-label="Picture of the graph. The tree shows the same as text. Arrow keys move it, plus and minus zoom, brackets go from node to node."
        onKeyDown=${j} onClick=${q}>
        ${d&&l`<${R} error=${d} />`}
        <svg ref=${g} class=${p?.edges.length>300?"is-dense":void 0} width=${Math.ceil(p?.width??1)} height=${Math.ceil(p?.height??1)} aria-hidden="true" focusable="false">
          <defs>
            ${["arrow","arrow-near"].map(v=>l`<marker key=${v} id=${v} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path d="M0 0 L8 4 L0 8 Z" /></marker>`)}
          </defs>
          <g>
            ${p?.groups.map(v=>l`<${Fe} key=${`g${v.path}`} node=${v} row=${f.of(v,e.rows)} isGroup isSelected=${v.path===n.node} />`)}
            ${p?.edges.slice(0,2*M).map((v,m)=>l`<${it} key=${m} edge=${v} isNear=${n.node!==void 0&&(v.from===n.node||v.to===n.node)} />`)}
            ${p?.nodes.slice(0,M).map(v=>l`<${Fe} key=${v.path} node=${v} row=${f.of(v,e.rows)} isSelected=${v.path===n.node} />`)}
          </g>
        </svg>
      </div>
      <p class="unseen" role="status">${n.node!==void 0&&`Selected: ${w(n.node,200)}`}</p>
    </div>
    ${n.node!==void 0&&$&&l`<${ot} model=${e} row=${$} onClose=${()=>P(void 0)} />`}
    ${n.node!==void 0&&!$&&l`<aside class="details" aria-label="Details of the selected node"><header><h2><${S} value=${n.node} /></h2>
      <button type="button" class="quiet" aria-label="Close the details" onClick=${()=>P(void 0)}>✕</button></header><p class="faint">No row of this run belongs to it alone.</p></aside>`}
  </div>`;function P(v){N.change({node:v,item:void 0})}function F(v){let m=new Set(i);m.delete(v)||m.add(v),a(m)}function H(v){let m=v.toLowerCase(),k=m&&p?[...p.nodes,...p.groups].find(C=>C.path.toLowerCase().includes(m)):void 0;k&&(P(k.path),_.reveal(k,b))}function q(v){if(_.wasDragged)return;let m=v.target.closest("[data-toggle]"),k=v.target.closest("[data-node]");m?F(m.dataset.toggle):k&&P(k.dataset.node)}function j(v){if(!ve(v))return;let m=60,k={"+":()=>_.zoom(1.3),"=":()=>_.zoom(1.3),"-":()=>_.zoom(1/1.3),0:()=>_.fit(p,b),ArrowLeft:()=>_.move(m,0),ArrowRight:()=>_.move(-m,0),ArrowUp:()=>_.move(0,m),ArrowDown:()=>_.move(0,-m),"]":()=>U(1),"[":()=>U(-1),Enter:()=>o.includes(n.node)&&F(n.node),Escape:()=>P(void 0)};Object.hasOwn(k,v.key)&&(v.preventDefault(),k[v.key]())}function U(v){let m=p?[...p.groups,...p.nodes].sort((D,pe)=>D.order-pe.order):[],k=m.findIndex(D=>D.path===n.node),C=m[k<0?0:(k+v+m.length)%m.length];C&&(P(C.path),_.reveal(C,b))}}function Lo(t,e,n){return new Set(e<=So?t:t.filter(s=>n?.startsWith(`${s}/`)))}function ts(t){try{let e=JSON.parse(t);return{value:e,kind:Mo(e)}}catch{return{value:t,kind:"text"}}}function Mo(t){return t===null?"null":Array.isArray(t)?"a JSON array":{string:"text",number:"a number",boolean:"a truth value"}[typeof t]??"a JSON object"}function ns({model:t}){let{value:e}=Y(Q),{value:n,error:s,isLoading:o,reload:i}=se(`runs/${t.key}/stored`,{again:`${t.summary.status} ${t.summary.questions} ${t.summary.ended} ${t.structure}`});if(n===void 0)return l`<div class="page"><${R} error=${s} isLoading=${o} onRetry=${i}>The store does not have this run.<//></div>`;let{questions:a=[],executions:r=[],lineage:c=[],calls:f=[]}=n;return l`<div class="page questions">
    <section aria-labelledby="questions-title">
      <h2 id="questions-title">Open questions</h2>
      ${s&&l`<${R} error=${s} onRetry=${i} />`}
      ${a.length===0&&l`<p class="note">No open question.</p>`}
      ${a.map(u=>l`<${Eo} key=${u.key} question=${u} model=${t} canAnswer=${e.canAnswer} onAnswered=${i} />`)}
      ${n.hasMoreQuestions&&l`<p class="faint">There are more questions. They are listed when these are answered.</p>`}
      ${a.length>0&&!e.canAnswer&&l`<p class="faint">This page may not answer. In a terminal: <code>hypergraph runs answer</code>.</p>`}
    </section>
    ${c.length>0&&l`<section aria-labelledby="lineage-title">
      <h2 id="lineage-title">Lineage</h2>
      <ol class="lineage">
        ${c.map(u=>l`<li key=${u.key} class=${`is-${u.relation}`} data-relation=${u.relation}>
            ${u.relation==="self"?l`<span aria-current="true"><${S} class="strong" value=${u.workflow} /></span>`:l`<a href=${O(u.key,u.key.startsWith("stored:")?"questions":"tree")}><${S} value=${u.workflow} /></a>`}
            <${oe} state=${u.status} /><span class="faint">${u.relation==="self"?"this run":w(u.relation,20)}</span>
          </li>`)}
      </ol>
      ${n.isLineagePartial&&l`<p class="faint">There may be more forks.</p>`}
    </section>`}
    ${f.length>0&&l`<section aria-labelledby="calls-title">
      <h2 id="calls-title">Calls</h2>
      <ol class="lineage">
        ${f.map(u=>l`<li key=${u.key} class=${u.key===t.key?"is-self":""} data-call=${u.key}>
            ${u.key===t.key?l`<span aria-current="true"><${ne} value=${u.started} /></span>`:l`<a href=${O(u.key,"tree")}><${ne} value=${u.started} /></a>`}
            <${oe} state=${u.status} />
            <span class="faint number"><${le} started=${u.started} ended=${u.ended} isOpen=${W(u.status)} /></span>
            ${u.isResumed&&l`<span class="tone-good">↺ ${A(u.restored,"execution")} restored</span>`}
          </li>`)}
      </ol>
    </section>`}
    <section aria-labelledby="executions-title">
      <h2 id="executions-title">Stored executions</h2>
      ${n.notRead&&l`<p class="note tone-held" data-not-read>${w(n.notRead,1e3)}</p>`}
      ${r.length===0&&!n.notRead&&l`<p class="note">Nothing is stored yet.</p>`}
      ${r.length>0&&l`<div class="table-frame" tabindex="0" role="region" aria-label="Table of executions"><table>
        <caption class="unseen">Stored executions</caption>
        <thead><tr><th scope="col">Execution</th><th scope="col">Stored</th><th scope="col">Values</th></tr></thead>
        <tbody>${r.map(u=>l`<tr key=${u.key}>
            <td class="mono"><${S} value=${u.key} /></td>
            <td><${oe} state=${u.kind} /></td>
            <td class="item-text">${u.error&&l`<${S} class="tone-bad" value=${u.error} />`}
              ${u.values&&Object.entries(u.values).map(([p,h])=>l`<div key=${p}><${S} class="faint" value=${p} />${": "}<${S} class="mono" value=${De(h)} /></div>`)}</td>
          </tr>`)}</tbody>
      </table></div>`}
      ${n.retried>0&&l`<p class="faint">Retries have removed ${A(n.retried,"execution")}, which run again.</p>`}
      ${n.omitted>0&&l`<p class="faint">${A(n.omitted,"more execution")} not shown.</p>`}
    </section>
  </div>`}function Eo({question:t,model:e,canAnswer:n,onAnswered:s}){return l`<article class="question" data-question=${t.key} aria-label=${`Question of ${w(t.node,80)}`}>
    <p><span aria-hidden="true">‖ </span><${S} class="strong" value=${t.node} />
      ${t.items&&l` <span class="faint">item ${w(t.items,60)}</span>`}
      <span class="faint"> asks for </span><${S} class="mono" value=${t.answer} /><span class="faint"> of type </span><${S} class="mono" value=${t.type} /></p>
    ${t.question!==void 0&&t.question!==null&&l`<${re} value=${Bn(t.question)} label="Question" />`}
    ${n&&l`<${Oo} question=${t} model=${e} onAnswered=${s} />`}
  </article>`}function Oo({question:t,model:e,onAnswered:n}){let[s,o]=T(""),[i,a]=T(),[r,c]=T("open"),f=ts(s);async function u(p){p.preventDefault(),c("sending"),a(void 0);try{await Xe(`runs/${e.key}/answer`,{key:t.key,value:f.value}),c("sent")}catch(h){a(h),c("open")}e.reload(),n()}return r==="sent"?l`<p class="tone-good" role="status">✓ The answer is stored. Resume the run to use it.</p>`:l`<form class="answer" onSubmit=${u}>
    <label>Answer
      <textarea rows="2" value=${s} spellcheck=${!1} maxlength="1000000" onInput=${p=>o(p.currentTarget.value)}
        onKeyDown=${p=>p.key==="Enter"&&(p.ctrlKey||p.metaKey)&&s.trim()!==""&&u(p)}></textarea></label>
    <div class="buttons">
      <span class="faint" role="status">${s.trim()===""?"JSON, or plain text":`Sent as ${f.kind}`}</span>
      <button type="submit" class="primary" disabled=${r==="sending"||s.trim()===""}>Answer</button>
    </div>
    ${i&&l`<${R} error=${i} />`}
  </form>`}function Wt(t){let e=new Uint32Array(t.length),n=new Uint32Array(t.length),s=new Int32Array(t.length).fill(-1),o=[];for(let a=0;a<t.length;a++){for(;o.length>0&&o.at(-1).level>t[a].level;)i(o.pop());(o.length===0||o.at(-1).level<t[a].level)&&o.push({level:t[a].level,members:[],parent:o.at(-1)?.members.at(-1)??-1});let r=o.at(-1);r.members.push(a),e[a]=r.members.length,s[a]=r.parent}return o.forEach(i),{position:e,size:n,parent:s};function i(a){for(let r of a.members)n[r]=a.members.length}}var Kt=500,Co=5e3;function He(t,e){let n,s,o=Kt,i=!1;function a(){c();let u=n=new EventSource(`api/${t}`);u.onopen=()=>{o=Kt,e.state("open")},u.onerror=()=>{u===n&&(e.state("lost"),u.readyState===EventSource.CLOSED&&(s=setTimeout(a,o*(.8+.2*Math.random())),o=Math.min(Co,o*2),r(u)))};for(let[p,h]of Object.entries(e.events))u.addEventListener(p,d=>u===n&&h(JSON.parse(d.data)));u.addEventListener("end",()=>{u===n&&(i=!0,c(),e.state("ended"))})}async function r(u){try{await bn(t)}catch(p){u===n&&p.status>0&&e.refused(p)}}function c(){clearTimeout(s),n?.close(),n=void 0}function f(){document.visibilityState==="hidden"?c():!i&&n===void 0&&(o=Kt,a())}return document.addEventListener("visibilitychange",f),f(),{close(){document.removeEventListener("visibilitychange",f),c()},retry(){i||a()}}}var Ao=/^([0-9a-f]{32}|stored:[\w.~-]*)$/,lt=class extends ee{constructor(e){super(),this.key=e,this.isStored=e.startsWith("stored:"),this.summary=void 0,this.rows=[],this.places=Wt([]),this.structure=0,this.isUnknown=!1,this.error=void 0}open(){return Ao.test(this.key)?this.isStored?this.openStored():this.openLive():(this.isUnknown=!0,this.changed(),()=>{})}openLive(){let e=He(`runs/${this.key}/stream`,{state:n=>ae.set(this.isUnknown&&n==="lost"?"ended":n),refused:n=>this.refuse(n),events:{run:n=>{$e(n.time),this.isUnknown=!1,this.error=void 0,this.summary=n.summary,this.rows=n.rows,this.places=Wt(this.rows),this.structure++,this.changed()},change:n=>{$e(n.time),this.summary=n.summary??this.summary;for(let[s,o]of n.rows??[])this.rows[s]=o;this.changed()}}});return this.reload=()=>e.retry(),()=>e.close()}openStored(){let e=new AbortController;this.reload=()=>{ue(`runs/${this.key}/stored`,{signal:e.signal}).then(s=>{this.isUnknown=!1,this.error=void 0,this.summary=s.summary,this.structure++,this.changed()},s=>{e.signal.aborted||this.refuse(s)})};let n=He("runs/stream",{state:s=>ae.set(s),refused:()=>{},events:{runs:s=>{$e(s.time),this.reload()},change:s=>{$e(s.time),this.applyListed(s.runs??[])}}});return()=>{e.abort(),n.close()}}applyListed(e){let n=e.find(s=>s.key===this.key||s.workflow!==void 0&&s.workflow===this.summary?.workflow);if(n&&this.summary){let{status:s,questions:o,ended:i,error:a}=n;this.summary={...this.summary,status:s,questions:o,ended:i,error:a},this.changed()}}refuse(e){this.isUnknown=e.status===404,this.error=this.isUnknown?void 0:e,this.isUnknown&&ae.set("ended"),this.isUnknown&&this.summary&&W(this.summary.status)&&(this.summary={...this.summary,status:"unknown"},this.rows=this.rows.map(n=>Z(n.state)?{...n,state:"unknown",running:0,rate:void 0,remaining:void 0,item:void 0}:n),this.structure++),this.changed()}indexOf(e){return e===void 0?-1:this.rows.findIndex(n=>n.path===e)}};function ct({done:t,total:e,failed:n=0,running:s=0,tone:o,isUnknown:i,isFull:a}){if(i)return l`<span class="bar is-unknown" aria-hidden="true"></span>`;let r=e>0?e:a?1:0,c=e>0?t-n:a?1:0,f=u=>r===0?0:Math.min(100,100*u/r);return l`<span class="bar" aria-hidden="true">
    <span class=${`part tone-${n>0&&o==="bad"?"good":o}`} style=${{width:`${f(c)}%`}}></span>
    ${n>0&&l`<span class="part is-failed" style=${{width:`max(3px, ${f(n)}%)`}}></span>`}
    ${s>0&&l`<span class="part is-running" style=${{width:`${f(s/2)}%`}}></span>`}
  </span>`}function Ro(t,e){if(!t.isMap){let s=(e??[]).filter(o=>o.icon!=="map"&&o.state==="failed").length;return{done:t.done,total:t.total,failed:Math.min(s,t.done),text:`${x(t.done)}/${x(t.total)} ${jt(t.total,"node")}`}}let n=e?.[0];return n===void 0?{done:t.done,total:t.total,failed:Math.min(t.failed,t.done),text:`${x(t.done)}/${x(t.total)} ${jt(t.total,"item")}`}:{done:n.done,total:n.total,failed:n.failed,text:`${fe(n)} ${jt(n.total,"item")}`,isGrowing:n.isTotalGrowing}}function ut({summary:t,rows:e}){let{done:n,total:s,failed:o,text:i,isGrowing:a}=Ro(t,e);return l`<${ct} done=${n} total=${s} failed=${o} tone=${X(t.status).tone} isFull=${t.status==="completed"}
      isUnknown=${a&&t.status==="running"} />
    <span class="number" data-progress>${i}</span>`}function jt(t,e){return t===1?e:`${e}s`}var Io=3e4;function dt({summary:t}){let e=te(t.lastEvent);return t.source==="log"&&W(t.status)&&e!==void 0?l`<${No} time=${t.lastEvent} last=${e} />`:null}function No({time:t,last:e}){return Ze(),ge()-e<Io?null:l`<span class="tone-held" data-silent>no event since <${ne} value=${t} /></span>`}function ss({summary:t}){let[e,n]=T(!1),[s,o]=T(!1);return l`
    <button type="button" class="danger" disabled=${s} onClick=${()=>n(!0)}>${s?"Stopping…":"Stop"}</button>
    ${e&&l`<${Po} summary=${t} onClose=${()=>n(!1)} onStop=${()=>o(!0)} />`}`}function Po({summary:t,onClose:e,onStop:n}){let[s,o]=T(""),[i,a]=T(),[r,c]=T(!1);async function f(u){u.preventDefault(),c(!0);try{await Xe(`runs/${t.key}/stop`,s?{reason:s}:{}),n(),e()}catch(p){a(p),c(!1)}}return l`<${et} title="Stop the run?" onClose=${e}>
    <form onSubmit=${f}>
      <p>No further node of <bdi>${w(t.graph,80)}</bdi> will begin. Nodes in flight may end.</p>
      <label>Reason (optional)
        <input type="text" value=${s} maxlength="500" onInput=${u=>o(u.currentTarget.value)} /></label>
      ${i&&l`<${R} error=${i} />`}
      <div class="buttons">
        <button type="button" onClick=${e}>Keep it running</button>
        <button type="submit" class="danger" disabled=${r}>Stop the run</button>
      </div>
    </form>
  <//>`}var os=200;function is({timeline:t,model:e}){let n=t.critical??[],[s,o]=T(os);if(n.length===0)return null;let i=n.reduce((r,c)=>r+Math.max(0,c.end-c.start),0),a=n.reduce((r,c)=>r+(c.waited??0),0);return l`<section aria-labelledby="critical-title">
    <h2 id="critical-title">Critical path</h2>
    <p class="faint">${A(n.length,"execution")}: ${G(i)} of work${a>0?`, ${G(a)} of waiting`:""}. ${t.omitted===0?"Only shorter work here makes the run shorter.":"It has only the executions that are drawn, which are the first ones."}</p>
    <div class="table-frame" tabindex="0" role="region" aria-label="Table of the critical path"><table>
      <caption class="unseen">Executions of the critical path, first to last</caption>
      <thead><tr><th scope="col">Node</th><th scope="col">Item</th><th scope="col" class="number">Start</th>${a>0&&l`<th scope="col" class="number">Waited</th>`}<th scope="col" class="number">Time</th></tr></thead>
      <tbody>${n.slice(0,s).map((r,c)=>l`<tr key=${c} data-critical=${r.path}>
          <td><a class="mono" href=${O(e.key,"tree",{node:r.path})}><${S} value=${r.path} /></a></td>
          <td>${r.items?l`<${we} model=${e} node=${r.path} items=${r.items} />`:""}</td>
          <td class="number">+${G(r.start)}</td>
          ${a>0&&l`<td class="number">${r.waited>0?G(r.waited):""}</td>`}
          <td class="number">${G(r.end-r.start)}</td>
        </tr>`)}</tbody>
    </table></div>
    ${n.length>s&&l`<p><button type="button" onClick=${()=>o(s+os)}>Show more</button> <span class="faint">${x(s)} of ${x(n.length)}</span></p>`}
  </section>`}function as(t,e=1){let n=new Map((t.critical??[]).map(a=>[rs(a.path,a.items,a.start),a])),s=0,o=0;return{lanes:t.lanes.map(a=>{let r=[],c=[...a.spans].sort((h,d)=>h.start-d.start).map(h=>{let d=r.findIndex(g=>g<=h.start);return d<0&&(d=Math.min(r.length,7)),r[d]=Math.max(r[d]??0,h.end??1/0),{...h,path:a.path,track:d,critical:n.get(rs(a.path,h.items,h.start))}});o+=c.length;let f=Math.max(1,r.length),u=Math.round(Math.max(24,f*11+6)*e),p={path:a.path,spans:c,top:s,height:u,trackHeight:(u-6)/f};return s+=u,p}),height:s,spans:o}}function rs(t,e,n){return`${n} ${e??""} ${t}`}var be=24,Do=2e4,ls=4,cs=2,us='system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif',Fo=["active","good","bad","held","faint","partial"];function ds(t,e){let{width:n,height:s,labels:o,top:i,lanes:a,selected:r,left:c,scale:f,unit:u}=e,p=Math.min(3,devicePixelRatio||1);t.width=Math.round(n*p),t.height=Math.round(s*p),t.style.width=`${n}px`,t.style.height=`${s}px`;let h=t.getContext("2d");h.scale(p,p);let d=jo(t),g=b=>o+(b-c)*f;Vo(h,e,d,g),h.save(),h.beginPath(),h.rect(0,be,n,s-be),h.clip(),h.font=`${12*u}px ${us}`,h.textBaseline="middle";let y=0;for(let b of a.lanes){let _=be+b.top-i;_+b.height<be||_>s||(b.path===r&&(h.fillStyle=d.selected,h.fillRect(0,_,n,b.height)),h.fillStyle=d.line,h.fillRect(0,_+b.height-1,n,1),y=Ho(h,e,b,_,d,g,y),h.fillStyle=b.path===r?d.selected:d.surface,h.fillRect(0,_,o-1,b.height-1),h.fillStyle=d.text,h.fillText(Ko(h,w(b.path,120),o-14),6,_+b.height/2))}h.restore(),h.fillStyle=d.line,h.fillRect(o-1,0,1,s)}function Ho(t,e,n,s,o,i,a){let{width:r,labels:c,scale:f,left:u,length:p,unit:h}=e,d=u+(r-c)/f,g=n.spans.filter($=>($.end??p)>=u&&$.start<=d),y=$=>X($.state).tone==="bad",b=_(g.filter($=>!y($)),1.5,a);for(let $ of g)$.critical&&Uo(t,e,n,s,o,i,$);return _(g.filter(y),ls*h,0),b;function _($,M,L){let K=[];for(let P of $){let F=Math.min(Math.max(c,i(P.start)),r-M),H=Math.max(F+M,Math.min(r,i(P.end??p)));if(H<=K[P.track]||L>Do)continue;K[P.track]=H,L++;let{at:q,h:j}=fs(n,P,s,h),{tone:U}=X(P.state);t.fillStyle=o[U],t.fillRect(F,q,H-F,j),(U==="bad"||U==="partial")&&Bo(t,F,q,H-F,j,o.surface),(P.end===void 0||P.end===null)&&(t.fillStyle=o.text,t.fillRect(H-2,q,2,j))}return L}}function fs(t,e,n,s){return{at:n+3+e.track*t.trackHeight,h:Math.max(2,t.trackHeight-(cs+1.5)*s)}}function Uo(t,{width:e,labels:n,length:s,unit:o},i,a,r,c,f){let{at:u,h:p}=fs(i,f,a,o),h=cs*o,d=u+p+.5*o,g=Math.min(Math.max(n,c(f.start)),e-2);t.fillStyle=r.critical,t.fillRect(g,d,Math.max(2,Math.min(e,c(f.end??s))-g),h),f.critical.waited>0&&(t.strokeStyle=r.critical,t.lineWidth=h,t.setLineDash([3,3]),t.beginPath(),t.moveTo(Math.max(n,c(f.start-f.critical.waited)),d+h/2),t.lineTo(g,d+h/2),t.stroke(),t.setLineDash([]))}function Bo(t,e,n,s,o,i){if(!(s<8)){t.save(),t.beginPath(),t.rect(e,n,s,o),t.clip(),t.strokeStyle=i,t.lineWidth=1.2,t.beginPath();for(let a=e-o;a<e+s;a+=6)t.moveTo(a,n+o),t.lineTo(a+o,n);t.stroke(),t.restore()}}function Vo(t,{width:e,height:n,scale:s,left:o,unit:i},a,r){let c=Wo(90*i/s);t.font=`${11*i}px ${us}`,t.textBaseline="middle";for(let f=Math.ceil(o/c)*c;r(f)<e;f+=c){let u=Math.round(r(f));t.fillStyle=a.line,t.fillRect(u,0,1,n);let p=f===0?"0":zo(f,c);u+4+t.measureText(p).width<e&&(t.fillStyle=a.faint,t.fillText(p,u+4,be/2))}t.fillStyle=a.line,t.fillRect(0,be-1,e,1)}function zo(t,e){return e<1?`${t.toFixed(2)} ms`:e<100&&t>=1e3?`${(t/1e3).toFixed(3)} s`:G(t+.001)}function Wo(t){for(let e of[.05,.1,.5,1,2,5,10,20,50,100,200,500,1e3,2e3,5e3,1e4,3e4,6e4,3e5,6e5,18e5,36e5,216e5])if(e>=t)return e;return Math.ceil(t/864e5)*864e5}function Ko(t,e,n){if(t.measureText(e).width<=n)return e;let s=0,o=e.length;for(;s<o;){let i=s+o>>1;t.measureText("…"+e.slice(i)).width>n?s=i+1:o=i}return"…"+e.slice(s)}function jo(t){let e=document.createElement("span");t.parentElement.append(e);let n=o=>(e.style.color=`var(--${o})`,getComputedStyle(e).color),s=Object.fromEntries(["text","line","surface","selected","critical"].map(o=>[o,n(o)]));for(let o of Fo)s[o]=n(o);return e.remove(),s}function ps({lanes:t,labels:e,scale:n,left:s,top:o,length:i,unit:a},r,c){if(r<e||c<be)return;let f=c-be+o,u=t.lanes.find(g=>f>=g.top&&f<g.top+g.height),p=s+(r-e)/n,h=u&&Math.floor((f-u.top-3)/u.trackHeight),d=(g,y)=>g.track===h&&g.start-y/n<=p&&(g.end??i)+y/n>=p;return u?.spans.find(g=>X(g.state).tone==="bad"&&d(g,ls*a))??u?.spans.find(g=>d(g,2))}function hs({timeline:t,selected:e}){let n=J(null),s=J(null),o=Me(n),i=Go(t),a=Number.parseFloat(getComputedStyle(document.documentElement).fontSize)/14,r=z(()=>as(t,a),[t,a]),[c,f]=T({zoom:1,left:0,top:0}),[u,p]=T(),[,h]=T(0),d=J(void 0),g=o.width<600?92:Math.min(240*a,Math.max(140,o.width*.16)),y=Math.max(1,o.width-g),b=y/i*c.zoom,_=Ue(c.left,0,Math.max(0,i-i/c.zoom)),$=Ue(c.top,0,Math.max(0,r.height-(o.height-24))),M={timeline:t,lanes:r,labels:g,scale:b,left:_,top:$,length:i,selected:e,unit:a,width:o.width,height:o.height};E(()=>{let v=()=>h(k=>k+1),m=matchMedia("(prefers-color-scheme: dark)");return addEventListener("themechange",v),m.addEventListener("change",v),()=>{removeEventListener("themechange",v),m.removeEventListener("change",v)}},[]),E(()=>{o.width>0&&ds(s.current,M)}),E(()=>{let v=r.lanes.find(m=>m.path===e);v&&o.height>0&&(v.top<$||v.top+v.height>$+o.height-24)&&f(m=>({...m,top:Math.max(0,v.top-40)}))},[e,o.height>0]);let L=(v,m=g+y/2)=>{let k=Ue(c.zoom*v,1,Math.max(1,i*20)),C=_+(m-g)/b;f({...c,zoom:k,left:C-(m-g)/(y/i*k),top:$})},K=(v,m)=>f({...c,left:_-v/b,top:$-m});E(()=>{let v=n.current,m=k=>{if(k.ctrlKey||k.shiftKey)k.preventDefault(),L(Math.exp(-(k.deltaY||k.deltaX)*.002),k.clientX-v.getBoundingClientRect().left);else if(r.height>o.height-24||c.zoom>1){let C=`${_} ${$}`,D={left:Ue(_+k.deltaX/b,0,i-i/c.zoom),top:Ue($+k.deltaY,0,Math.max(0,r.height-(o.height-24)))};`${D.left} ${D.top}`!==C&&(k.preventDefault(),f({...c,...D}))}};return v.addEventListener("wheel",m,{passive:!1}),()=>v.removeEventListener("wheel",m)});let P=Math.min(Math.max(120,r.height+32),Math.max(260,innerHeight-330));return l`<div>
    <div class="filters">
      <div class="segments" role="group" aria-label="Zoom">
        <button type="button" aria-label="Larger" title="Larger (+)" onClick=${()=>L(1.6)}>+</button>
        <button type="button" aria-label="Smaller" title="Smaller (-)" onClick=${()=>L(1/1.6)}>−</button>
        <button type="button" title="All (0)" onClick=${()=>f({zoom:1,left:0,top:0})}>Fit</button>
      </div>
      <ul class="legend" aria-label="Legend">
        <li><span class="swatch tone-active"></span>running</li><li><span class="swatch tone-good"></span>done</li><li><span class="swatch tone-bad is-striped"></span>failed</li>
        <li><span class="swatch tone-held"></span>held</li><li><span class="swatch is-critical"></span>critical path</li><li><span class="swatch is-waiting"></span>waiting</li>
      </ul>
    </div>
    <div class="chart" ref=${n} tabindex="0" role="application" aria-roledescription="timeline" style=${{height:`${P}px`}}
      aria-label=${`Timeline of ${A(r.lanes.length,"node")} in ${G(i)}. The table below lists the critical path. Arrow keys move, plus and minus zoom.`}
      data-lanes=${r.lanes.length} data-spans=${r.spans} onKeyDown=${U} onPointerDown=${H} onPointerMove=${q} onPointerUp=${j} onPointerLeave=${()=>p(void 0)}>
      <canvas ref=${s} aria-hidden="true"></canvas>
      ${u&&l`<div class="hint" style=${{left:`${Math.max(4,Math.min(u.x+12,o.width-260))}px`,top:`${Math.min(u.y+14,o.height-60)}px`}}>
        <${S} class="strong" value=${u.path} />${u.items&&l`<span> item ${w(u.items,40)}</span>`}<br />
        ${de(u.state)} ${G((u.end??i)-u.start)}, from +${G(u.start)}</div>`}
    </div>
  </div>`;function F(v){let m=n.current.getBoundingClientRect();return{x:v.clientX-m.left,y:v.clientY-m.top}}function H(v){v.button===0&&(d.current={...F(v),isMoved:!1})}function q(v){let m=F(v),k=d.current;if(k===void 0){let C=ps(M,m.x,m.y);p(C&&{...C,...m});return}(k.isMoved||Math.hypot(m.x-k.x,m.y-k.y)>4)&&(n.current.setPointerCapture(v.pointerId),K(m.x-k.x,m.y-k.y),d.current={...m,isMoved:!0})}function j(v){let m=d.current;if(d.current=void 0,m&&!m.isMoved){let{y:k}=F(v),C=k>24?r.lanes.find(D=>k-24+$>=D.top&&k-24+$<D.top+D.height):void 0;N.change({node:C&&C.path!==e?C.path:void 0})}}function U(v){if(!ve(v))return;let m={"+":()=>L(1.6),"=":()=>L(1.6),"-":()=>L(1/1.6),0:()=>f({zoom:1,left:0,top:0}),ArrowLeft:()=>K(80,0),ArrowRight:()=>K(-80,0),ArrowUp:()=>K(0,40),ArrowDown:()=>K(0,-40),Escape:()=>N.change({node:void 0})};Object.hasOwn(m,v.key)&&(v.preventDefault(),m[v.key]())}}function Go(t){let e=te(t.start)??0,n=te(t.end),s=1;for(let o of t.lanes)for(let i of o.spans)s=Math.max(s,i.end??i.start);return Math.max(s,n===void 0?ge()-e:Math.min(n-e,Math.max(s*1.5,1e3)),1)}function Ue(t,e,n){return Math.max(e,Math.min(n,t))}function ms({model:t,query:e}){let n=W(t.summary.status)?2e3:void 0,{value:s,error:o,isLoading:i,reload:a}=se(`runs/${t.key}/timeline`,{every:n,again:t.summary.status});return s===void 0?l`<div class="page"><${R} error=${o} isLoading=${i} onRetry=${a}>Nothing has run yet.<//></div>`:l`<div class="page timeline">
    ${o&&l`<${R} error=${o} onRetry=${a} />`}
    <${hs} timeline=${s} selected=${e.node} />
    ${s.omitted>0&&l`<p class="faint">${A(s.omitted,"span")} not drawn.</p>`}
    <${is} timeline=${s} model=${t} />
  </div>`}var $s={running:t=>t.running>0||t.state==="running"||t.state==="retrying",failed:t=>t.failed>0||t.state==="failed"||t.state==="partial"};function gs(t,e,n){let s=(e??"").toLowerCase().split(/\s+/).filter(Boolean),o=n!==void 0&&Object.hasOwn($s,n)?$s[n]:()=>!0,i=[];return t.forEach((a,r)=>{o(a)&&s.every(c=>a.label.toLowerCase().includes(c)||a.path.toLowerCase().includes(c))&&i.push(r)}),i}var ft=class extends ce{shouldComponentUpdate(e){let{props:n}=this;return e.row!==n.row||e.top!==n.top||e.isSelected!==n.isSelected||e.isCurrent!==n.isCurrent||e.position!==n.position||e.size!==n.size||e.index!==n.index}render({row:e,index:n,top:s,position:o,size:i,isSelected:a,isCurrent:r}){let c=X(e.state),f=Z(e.state),u=w(e.label,200),p=st(e),h=e.item===void 0||e.item===null?"":w(e.item,80);return l`<div
      id=${`row-${n}`} role="treeitem" class=${`row ${a?"is-selected":""} ${r?"is-current":""} ${f?"":"is-closed"}`}
      aria-level=${e.level+1} aria-setsize=${i} aria-posinset=${o} aria-selected=${String(a)} style=${{transform:`translateY(${s}px)`}}
      data-row=${n} data-path=${e.path} data-level=${e.level} data-icon=${e.icon} data-label=${e.label} data-done=${e.done} data-total=${e.total}
      data-state=${e.state} data-failed=${e.failed} data-restored=${e.restored}>
      <span class="row-label" style=${{paddingInlineStart:`calc(var(--indent) * ${Math.min(e.level,12)})`}}>
        <span class=${`sign tone-${c.tone}`} aria-hidden="true">${c.sign}</span>
        <span class="icon" aria-hidden="true">${nt(e.icon)}</span>
        <bdi class="text" title=${u}>${u}</bdi>
        ${e.isInLoop&&l`<span class="faint" title="In a loop">↻<span class="unseen"> in a loop</span></span>`}
      </span>
      <span class="row-bar"><${ct} done=${e.done} total=${e.total} failed=${e.failed} running=${f?e.running:0} tone=${c.tone}
        isUnknown=${f&&e.isTotalGrowing} isFull=${e.state==="done"} /></span>
      <span class="row-counts number">${fe(e)}</span>
      <span class=${`row-state tone-${c.tone}`}>${de(e.state)}</span>
      <span class="row-remarks" title=${p.map(([d])=>d).join(", ")}>${p.map(([d,g],y)=>l`<span key=${y} class=${`tone-${g}`}>${d}</span>`)}</span>
      <span class="row-elapsed number faint"><${le} started=${e.started} ended=${e.ended} elapsed=${f?void 0:e.elapsed} isOpen=${f} /></span>
      <span class="row-remaining number">${f&&e.remaining!==void 0&&e.remaining!==null?`${xe(e.remaining)} left`:""}</span>
      <span class="row-rate number faint">${e.rate?Ye(e.rate):""}</span>
      <span class="row-item faint">${h&&l`<bdi class="text" title=${h}>${h}</bdi>`}</span>
    </div>`}};var Jo=300,_s=8,Qo=620,Xo=1700,Yo=3200;function vs({model:t,query:e}){let{rows:n,places:s}=t,o=J(null),i=Me(o),a=i.width<Qo?50:i.width<Xo?30:innerWidth<Yo?34:44,r=z(()=>n.reduce((m,k)=>Math.max(m,2*x(k.total).length+1),5),[t.structure]),[c,f]=T(0),[u,p]=T(-1),h=!!(e.q||e.show),d=z(()=>h?gs(n,e.q,e.show):void 0,[n,e.q,e.show,e.show?t.version:0]),g=d?.length??n.length,y=m=>d===void 0?m:d[m],b=z(()=>u>=0&&n[u]?.path===e.node?u:t.indexOf(e.node),[e.node,n,u,t.structure]),_=u>=0&&u<n.length?u:b;E(()=>{b>=0&&F(P(b),!0)},[b,i.height,a]);let $=g>Jo,M=$?Math.max(0,Math.floor(c/a)-_s):0,L=$?Math.min(g,Math.ceil((c+(i.height||800))/a)+_s):g,K=[];for(let m=M;m<L;m++){let k=y(m),C=n[k];C!==void 0&&K.push(l`<${ft}
        key=${k} row=${C} index=${k} top=${m*a}
        position=${s.position[k]} size=${s.size[k]}
        isSelected=${k===b} isCurrent=${k===_} />`)}return l`<div class="beside">
    <div class="tree-side">
      <div class="filters" role="search" aria-label="Filter of rows">
        <${_e} label="Filter rows" value=${e.q??""} onChange=${m=>N.change({q:m||void 0})} />
        <${Se} label="Rows" value=${e.show??"all"} options=${[["all","All"],["running","Running"],["failed","Failed"]]}
          onChange=${m=>N.change({show:m==="all"?void 0:m})} />
        <span class="faint" role="status">${h?`${x(g)} of ${x(n.length)} rows`:`${x(n.length)} rows`}</span>
      </div>
      <div class="tree" role="tree" aria-label="Rows of the run" tabindex="0" ref=${o} data-rows=${n.length}
        style=${{"--row":`${a}px`,"--counts":`${r+1}ch`}}
        aria-activedescendant=${_>=0&&K.some(m=>m.props.index===_)?`row-${_}`:void 0}
        onScroll=${m=>$&&f(m.currentTarget.scrollTop)} onKeyDown=${v} onClick=${j}
        onFocus=${()=>_<0&&g>0&&p(y(0))}>
        ${g===0?l`<div role="treeitem" aria-level="1" aria-setsize="1" aria-posinset="1" class="note">${n.length===0?"No row yet.":"No row matches the filter."}</div>`:l`<div class="tree-space" role="none" style=${{height:`${g*a}px`}}>${K}</div>`}
      </div>
    </div>
    ${b>=0&&l`<${ot} model=${t} row=${n[b]} onClose=${H} />`}
  </div>`;function P(m){return d===void 0?m:d.indexOf(m)}function F(m,k){let C=o.current;if(m<0||C===null||C.clientHeight===0)return;let D=m*a;(D<C.scrollTop||D+a>C.scrollTop+C.clientHeight)&&(C.scrollTop=k?D-C.clientHeight/2:D<C.scrollTop?D:D+a-C.clientHeight,f(C.scrollTop))}function H(){N.change({node:void 0,item:void 0}),o.current?.focus({preventScroll:!0})}function q(m){p(m),N.change({node:n[m].path,item:void 0})}function j(m){let k=m.target.closest("[data-row]");k&&q(Number(k.dataset.row))}function U(m){let k=Math.max(0,Math.min(g-1,m));p(y(k)),F(k,!1)}function v(m){if(m.ctrlKey||m.metaKey||m.altKey||g===0)return;let k=Math.max(0,P(_)),C=Math.max(1,Math.floor(i.height/a)-1),D={ArrowDown:k+1,ArrowUp:k-1,Home:0,End:g-1,PageDown:k+C,PageUp:k-C};if(Object.hasOwn(D,m.key))U(_<0?0:D[m.key]);else if(m.key==="ArrowLeft"&&_>=0){let pe=P(s.parent[_]);pe>=0&&U(pe)}else if(m.key==="ArrowRight"&&_>=0)s.parent[y(k+1)]===_&&U(k+1);else if(m.key==="Enter"&&_>=0){let pe=n[_];pe.icon==="map"?N.go(O(t.key,"items",{row:pe.path,node:pe.path})):q(_)}else if(m.key===" "&&_>=0)q(_);else if(m.key==="Escape"&&e.node!==void 0)H();else return;m.preventDefault()}}var bs=[["tree","Tree",vs],["picture","Picture",es],["timeline","Timeline",ms],["failures","Failures",Nn],["log","Log",Kn],["items","Items",Un],["questions","Questions",ns]];function ks({route:t}){let e=Y(z(()=>new lt(t.key),[t.key])),{value:n}=Y(Q);E(()=>{let r=e.open();return()=>{r(),ae.set("open")}},[e]);let{summary:s}=e;E(()=>{document.title=s?`${w(s.graph,60)} ${s.status} · Hypergraph`:"Hypergraph"},[s?.graph,s?.status]);let o=bs.filter(([r])=>Zo(r,e,n));if(E(()=>{let r=c=>{let f=ve(c)?o[Number(c.key)-1]:void 0;f&&N.go(O(e.key,f[0],ys(N.route.query)))};return addEventListener("keydown",r),()=>removeEventListener("keydown",r)}),E(()=>{let r=()=>document.querySelector(".tabs [aria-current]")?.scrollIntoView({block:"nearest",inline:"nearest"});return r(),addEventListener("resize",r),()=>removeEventListener("resize",r)},[t.view,s!==void 0]),s===void 0)return l`<div class="page"><h1>Run</h1><${R} error=${e.error} isLoading=${!e.isUnknown} onRetry=${()=>e.reload()}>The server does not know this run. <a href="#/">All runs</a><//>
      ${e.error&&l`<p><a href="#/">All runs</a></p>`}</div>`;let i=e.isStored?"questions":t.view,a=bs.find(([r])=>r===i)[2];return l`<div class="run-page" data-key=${e.key} data-status=${s.status}>
    <${ei} model=${e} canStop=${n.canStop} />
    <nav class="tabs" aria-label="Views of the run">
      ${o.map(([r,c])=>l`<a key=${r} href=${O(e.key,r,ys(t.query))} aria-current=${r===i?"page":void 0}>
          ${c}${qo(r,s)}</a>`)}
    </nav>
    <${a} model=${e} query=${t.query} />
  </div>`}function ys({node:t,item:e}){return{node:t,item:e}}function Zo(t,e,n){return t==="questions"?e.isStored||!!(e.summary?.workflow&&n.hasStore):!e.isStored&&(t!=="items"||e.rows.some(s=>s.icon==="map"))}function qo(t,e){let n=t==="failures"?e.failed:t==="questions"?e.questions:0;return n>0?l` <span class=${`badge ${t==="failures"?"is-bad":""}`}>${x(n)}</span>`:null}function ei({model:t,canStop:e}){let{summary:n}=t;return l`<div class="run-header">
    <div class="run-title">
      <nav aria-label="Breadcrumb"><a class="up" href="#/"><span class="word">Runs</span></a><span aria-hidden="true"> / </span></nav>
      <h1><${S} value=${n.graph} /></h1>
      <${oe} state=${n.status} class="pill" />
      ${n.callStatus&&l`<span class="faint" data-call-status>this call <${oe} state=${n.callStatus} /></span>`}
      ${n.workflow&&l`<${S} class="faint" value=${n.workflow} />`}
      ${n.origin&&l`<${S} class="faint" value=${n.origin} />`}
      <span class="fill"></span>
      ${e&&n.source==="live"&&W(n.status)&&l`<${ss} summary=${n} />`}
    </div>
    <div class="run-facts">
      ${n.source!=="store"&&l`<${ut} summary=${n} rows=${t.rows} />`}
      ${n.failed>0&&l`<span class="tone-bad">${A(n.failed,"failure")}</span>`}
      ${n.restored>0&&l`<span class="tone-good">↺ ${x(n.restored)} restored</span>`}
      ${n.questions>0&&l`<a href=${O(n.key,"questions")}>${A(n.questions,"open question")}</a>`}
      <span class="faint"><span class="word">started </span><${ne} value=${n.started} /></span>
      <span class="faint number"><${le} started=${n.started} ended=${n.ended} isOpen=${W(n.status)} /></span>
      <${dt} summary=${n} />
      ${n.forkedFrom&&l`<span class="faint">forked from <${S} value=${n.forkedFrom} /></span>`}
    </div>
    ${t.isUnknown&&l`<p class="tone-held" role="status" data-unknown>This run is not known to the server any more. The page shows what was known last. <a href="#/">All runs</a></p>`}
    ${!t.isUnknown&&t.error&&l`<${R} error=${t.error} onRetry=${()=>t.reload()} />`}
    ${n.error&&l`<p class="run-failure tone-bad"><${S} value=${n.error} max=${1e3} /></p>`}
  </div>`}var pt=class extends ee{constructor(){super(),this.runs=new Map,this.isLoaded=!1,this.store=void 0,this.error=void 0}open(){return this.stream=He("runs/stream",{state:e=>ae.set(e),refused:e=>{this.error=e,this.changed()},events:{runs:e=>{$e(e.time),this.runs=new Map(e.runs.map(n=>[n.key,n])),this.store=e.store,this.isLoaded=!0,this.error=void 0,this.changed()},change:e=>{$e(e.time),this.store=e.store;for(let n of e.runs??[])this.runs.set(n.key,n);for(let n of e.removed??[])this.runs.delete(n);this.changed()}}}),()=>this.stream.close()}reload(){this.stream.retry()}newestFirst(){return[...this.runs.values()].sort((e,n)=>e.started<n.started?1:e.started>n.started?-1:0)}};var ws=["waiting","running","interrupted","paused","completed","partial","failed","stopped"],xs={hour:36e5,day:864e5};function Ss(t,{status:e,graph:n,time:s,q:o}){let i=s&&Object.hasOwn(xs,s)?ge()-xs[s]:void 0,a=(o??"").toLowerCase().split(/\s+/).filter(Boolean);return t.filter(r=>(!e||r.status===e)&&(!n||r.graph===n)&&(i===void 0||ti(r,i))&&a.every(c=>ni(r).includes(c)))}function ti(t,e){return t.status==="running"||(te(t.ended??t.started)??0)>=e}function ni(t){return[t.graph,t.workflow,t.run,t.origin,t.error,t.status,t.forkedFrom].filter(Boolean).join(`
`).toLowerCase()}var Ts=200;function Ls({query:t}){let e=Y(z(()=>new pt,[])),[n,s]=T(Ts);E(()=>e.open(),[e]),E(()=>{document.title="Runs · Hypergraph"},[]);let o=e.newestFirst(),i=Ss(o,t),a=[...new Set(o.map(c=>c.graph))].sort(),r=c=>N.change(c);return l`<div class="page runs">
    <h1>Runs</h1>
    <div class="filters" role="search" aria-label="Filter of runs">
      <${_e} label="Filter by text" value=${t.q??""} onChange=${c=>r({q:c||void 0})} />
      <select aria-label="Status" value=${t.status??""} onChange=${c=>r({status:c.currentTarget.value||void 0})}>
        <option value="">Any status</option>
        ${ws.map(c=>l`<option key=${c} value=${c}>${c}</option>`)}
      </select>
      <select aria-label="Graph" value=${t.graph??""} onChange=${c=>r({graph:c.currentTarget.value||void 0})}>
        <option value="">Any graph</option>
        ${a.map(c=>l`<option key=${c} value=${c}>${w(c,60)}</option>`)}
      </select>
      <${Se} label="Started" value=${t.time??"all"} options=${[["hour","Last hour"],["day","Last day"],["all","All"]]}
        onChange=${c=>r({time:c==="all"?void 0:c})} />
      <span class="faint" role="status">${i.length===o.length?A(o.length,"run"):`${x(i.length)} of ${A(o.length,"run")}`}</span>
    </div>
    ${e.store?.error&&l`<p class="note tone-bad" role="alert" data-store-error>The store cannot be read: ${w(e.store.error,1e3)} It is tried again.</p>`}
    ${e.error&&l`<${R} error=${e.error} onRetry=${()=>e.reload()} />`}
    ${i.length===0?e.error&&!e.isLoaded?null:l`<${R} isLoading=${!e.isLoaded}>${o.length===0?"No run yet. Runs appear here as soon as they begin.":"No run matches the filter."}<//>`:l`<ul class="run-list">${i.slice(0,n).map(c=>l`<${si} key=${c.key} run=${c} />`)}</ul>`}
    ${i.length>n&&l`<button type="button" onClick=${()=>s(n+Ts)}>Show more</button>`}
    ${e.store?.hasMore&&l`<p class="faint" data-store-more>The store has older runs, which are not listed.</p>`}
  </div>`}function si({run:t}){let e=X(t.status);return l`<li data-run=${t.key} data-status=${t.status} class=${`edge-${e.tone}`}>
    <a href=${O(t.key,t.source==="store"?"questions":"tree")}>
      <${oe} state=${t.status} />
      <span class="run-name">
        <${S} class="strong" value=${t.graph} />
        <span class="faint run-origin"><${oi} run=${t} /></span>
      </span>
      <span class="run-bar">
        ${t.source!=="store"&&l`<${ut} summary=${t} />`}
      </span>
      <span class="run-remarks">
        ${t.failed>0&&l`<span class="tone-bad">${A(t.failed,"failure")}</span>`}
        ${t.restored>0&&l`<span class="tone-good">↺ ${x(t.restored)} restored</span>`}
        ${t.questions>0&&l`<span class="tone-held">${A(t.questions,"question")}</span>`}
        <${dt} summary=${t} />
        ${t.error&&l`<${S} class="tone-bad run-error" value=${t.error} />`}
      </span>
      <span class="run-times faint"><${ne} value=${t.started} /><span class="number"><${le} started=${t.started} ended=${t.ended} isOpen=${W(t.status)} /></span></span>
    </a>
  </li>`}function oi({run:t}){let e=t.source==="live"?"live":t.source==="log"?"log":"stored";return l`<span class="badge">${e}</span>
    ${t.isMap&&l`<span class="badge">map</span>`}
    ${t.workflow&&l`<${S} value=${t.workflow} />`}
    ${t.origin&&l`<${S} value=${t.origin} />`}
    ${!t.workflow&&t.run&&l`<span class="mono">${w(t.run,12)}</span>`}`}var Ms="hypergraph-theme",ht=["auto","light","dark"];function mt(){try{let t=localStorage.getItem(Ms);return ht.includes(t)?t:"auto"}catch{return"auto"}}function Gt(t){t==="auto"?delete document.documentElement.dataset.theme:document.documentElement.dataset.theme=t,dispatchEvent(new Event("themechange"))}function Es(t){let e=ht[(ht.indexOf(t)+1)%ht.length];try{localStorage.setItem(Ms,e)}catch{}return Gt(e),e}var ii={auto:"◐",light:"☀",dark:"☾"};function Os(){let{route:t}=Y(N),{value:e}=Y(Q),{isLost:n}=Y(ae),[s,o]=T(mt),[i,a]=T(!1);return E(()=>{let r=c=>{if(ve(c)){if(c.key==="?")c.preventDefault(),a(!0);else if(c.key==="/"){let f=document.querySelector("[data-filter]");f&&(c.preventDefault(),f.focus())}}};return addEventListener("keydown",r),()=>removeEventListener("keydown",r)},[]),l`
    <a class="skip" href="#main" onClick=${r=>(r.preventDefault(),document.getElementById("main").focus())}>Skip to content</a>
    <header class="top">
      <a class="brand" href="#/"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 4 L12 4 M4 4 L8 12 M12 4 L8 12" /><circle cx="4" cy="4" r="2.5" /><circle cx="12" cy="4" r="2.5" /><circle cx="8" cy="12" r="2.5" /></svg>Hypergraph</a>
      ${e.graph&&l`<${S} class="faint graph-name" value=${e.graph} />`}
      <span class="fill"></span>
      <span class="connection" role="status">${n?"Reconnecting…":""}</span>
      <button type="button" class="quiet" data-theme-toggle aria-label=${`Theme: ${s}`} title=${`Theme: ${s}`} onClick=${()=>o(Es(s))}>
        <span aria-hidden="true">${ii[s]}</span></button>
      <button type="button" class="quiet" aria-label="Help" title="Help (?)" onClick=${()=>a(!0)}>?</button>
    </header>
    <main id="main" tabindex="-1">
      ${t.key===void 0?l`<${Ls} query=${t.query} />`:l`<${ks} key=${t.key} route=${t} />`}
    </main>
    ${i&&l`<${Rn} onClose=${()=>a(!1)} version=${e.version} />`}`}Gt(mt());Q.load().catch(()=>{});rn(Ge(Os,null),document.getElementById("app"));
